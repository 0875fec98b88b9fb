import type { Attributes } from '@opentelemetry/api';

/** The texts and numbers among some fields of an object, under other names, as texts. */
export function textFields(
  object: unknown,
  names: Readonly<Record<string, string>>,
): Attributes {
  const found: Attributes = {};
  if (typeof object !== 'object' || object === null) {
    return found;
  }
  for (const [field, attribute] of Object.entries(names)) {
    const value: unknown = Reflect.get(object, field);
    if (
      typeof value === 'number' ||
      (typeof value === 'string' && value !== '')
    ) {
      found[attribute] = String(value);
    }
  }
  return found;
}
