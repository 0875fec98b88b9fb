import { isWithheldKey } from './secret-key.js';

/** Characters of a name that stands as a value: of a header, a field, a variable. */
const NAME = /^[\w.[\]-]{1,64}$/;

/** Keys under which an object says what its `value` is: HAR, forms, environment variables of containers, AWS tags. */
const NAME_KEYS = ['name', 'key', 'field', 'header', 'Name', 'Key'];

/** Whether a value is the name of a secret, and so what follows it in a list of names and values is one. */
export function isSecretName(value: unknown): boolean {
  return typeof value === 'string' && NAME.test(value) && isWithheldKey(value);
}

/** The key of a secret in an object like `{ name: 'password', value: '…' }`; calls no code of the object. */
export function secretFieldOf(value: object): string | undefined {
  for (const field of ['value', 'Value']) {
    if (
      Object.hasOwn(value, field) &&
      NAME_KEYS.some((key) =>
        isSecretName(Object.getOwnPropertyDescriptor(value, key)?.value),
      )
    ) {
      return field;
    }
  }
  return undefined;
}
