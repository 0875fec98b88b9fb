/** A member of anything by its path, as parsed from JSON; `undefined` where there is none. Inherited members are none. */
export function memberOf(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const key of path) {
    if (
      typeof found !== 'object' ||
      found === null ||
      !Object.hasOwn(found, key)
    ) {
      return undefined;
    }
    found = Reflect.get(found, key);
  }
  return found;
}

/** A text that is not empty; anything else is `null`. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Any value as text: a text as it is, all else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A number, or a text that spells one, as OTLP's JSON does large integers; anything else is `null`. */
export function numberOf(value: unknown): number | null {
  const number =
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The first text among values. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) return text;
  }
  return null;
}

/** The first number among values. */
export function firstNumber(...values: readonly unknown[]): number | null {
  for (const value of values) {
    const number = numberOf(value);
    if (number !== null) return number;
  }
  return null;
}
