import { types } from 'node:util';
import { bigintText } from './bigint-text.js';
import { redactText } from './redact-text.js';
import { redactUrl } from './redact-url.js';

/** Says in words what has no entries to copy, without calling any code of the value; undefined for everything else. */
export function describeOpaque(value: unknown): string | undefined {
  switch (typeof value) {
    case 'bigint':
      return redactText(bigintText(value));
    case 'symbol':
      return '[symbol]';
    case 'function':
      return '[function]';
    case 'object':
      return value === null ? undefined : describeObject(value);
    default:
      return undefined;
  }
}

function describeObject(value: object): string | undefined {
  if (types.isDate(value)) {
    const at = Date.prototype.getTime.call(value);
    return Number.isNaN(at) ? '[invalid date]' : new Date(at).toISOString();
  }
  if (types.isRegExp(value)) {
    return '[regular expression]';
  }
  if (types.isAnyArrayBuffer(value) || ArrayBuffer.isView(value)) {
    return `[binary, ${String(value.byteLength)} bytes]`;
  }
  if (types.isPromise(value)) {
    return '[promise]';
  }
  if (types.isWeakMap(value) || types.isWeakSet(value)) {
    return '[weak collection]';
  }
  if (types.isBoxedPrimitive(value)) {
    return '[boxed primitive]';
  }
  return value instanceof URL ? redactUrl(value.href) : undefined;
}
