import { inspect, types } from 'node:util';
import { redactText } from '../redaction/index.js';

/** Characters of a crash on standard error. */
const MAX_LENGTH = 65_536;

/**
 * Whatever was thrown as Node shows it when it dies of it: stack, causes and properties, secrets redacted, bounded. Never
 * throws, and runs no code of the thrown object's where that can be avoided (a proxy's traps, for one, are passed by).
 */
export function stackOf(thrown: unknown): string {
  for (const render of [inspected, stackAlone]) {
    try {
      return redactText(render(thrown), MAX_LENGTH).slice(0, MAX_LENGTH);
    } catch {
      // The next one asks less of the object.
    }
  }
  return '[something that cannot be shown]';
}

function inspected(thrown: unknown): string {
  return types.isNativeError(thrown) ||
    (typeof thrown === 'object' && thrown !== null)
    ? inspect(thrown, { breakLength: 80, maxStringLength: 16_384 })
    : `Uncaught ${inspect(thrown, { maxStringLength: 16_384 })}`;
}

function stackAlone(thrown: unknown): string {
  return types.isNativeError(thrown) ? String(thrown.stack) : typeof thrown;
}
