/** A field of whatever a vendor received; undefined where it is no object or has no such field. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    found =
      typeof found === 'object' && found !== null
        ? Reflect.get(found, name)
        : undefined;
  }
  return found;
}

/** A value as text: a string as it is, nothing as nothing, anything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
