import { types } from 'node:util';

/** Stands for a value that could not be read. */
const UNREADABLE = '[Unreadable]';

/**
 * A message, or an object that holds one with further fields, as a plain object of its own. Each property is read once; one
 * whose getter throws leaves a mark.
 */
export function plainInfo(given: unknown): {
  [key: string]: unknown;
  message?: unknown;
} {
  if (typeof given !== 'object' || given === null || isWhole(given)) {
    return { message: given };
  }
  try {
    const info: Record<string, unknown> = {};
    for (const key of Object.keys(given)) {
      Object.defineProperty(info, key, {
        value: read(given, key),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return info;
  } catch {
    return { message: UNREADABLE };
  }
}

/** What is logged as it is: errors, collections, lists, dates; and what a logger may not look into. */
function isWhole(value: object): boolean {
  return (
    types.isProxy(value) ||
    types.isNativeError(value) ||
    Array.isArray(value) ||
    types.isMap(value) ||
    types.isSet(value) ||
    types.isDate(value) ||
    ArrayBuffer.isView(value)
  );
}

function read(object: object, key: string): unknown {
  try {
    const value: unknown = Reflect.get(object, key);
    return value;
  } catch {
    return UNREADABLE;
  }
}
