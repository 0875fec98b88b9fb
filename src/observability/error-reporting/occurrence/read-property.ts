import { types } from 'node:util';

/** A property of any object; undefined when reading it throws. */
export function readProperty(value: object, key: string): unknown {
  try {
    const property: unknown = Reflect.get(value, key);
    return property;
  } catch {
    return undefined;
  }
}

/** Whether a value is an error, of whichever realm. Never throws, as `instanceof` does for a revoked proxy. */
export function isError(value: unknown): value is object {
  try {
    return types.isNativeError(value) || value instanceof Error;
  } catch {
    return false;
  }
}
