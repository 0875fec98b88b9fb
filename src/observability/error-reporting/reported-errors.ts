import { currentScope } from '../request/index.js';
import { exceptionsOf } from './occurrence/exception-chain.js';

/** Outside of any request or trace: time within which the same object is taken for the same error, in milliseconds. */
const SAME_ERROR_MS = 1000;

/**
 * Which errors are reported already. An error object counts once in a request, or in a trace of background work, however
 * many layers see it and however often it is thrown again there; thrown by another request (a constant, say) it is another
 * occurrence. Where there is neither request nor trace, it counts once a second.
 *
 * What caused a reported error stands in the same occurrence: it is not reported again when it is met by itself. An error
 * that wraps a reported one is an error of its own: it says what the outer layer made of it, and often what the request
 * failed with.
 */
export class ReportedErrors {
  private readonly byScope = new WeakMap<object, WeakMap<object, string>>();
  private readonly outside = new WeakMap<
    object,
    { readonly uuid: string; readonly at: number }
  >();

  /** The uuid of the occurrence in which an error stands already. */
  find(error: unknown): string | undefined {
    if (!isObject(error)) {
      return undefined;
    }
    const scope = currentScope();
    if (scope !== undefined) {
      return this.byScope.get(scope)?.get(error);
    }
    const before = this.outside.get(error);
    return before !== undefined && performance.now() - before.at < SAME_ERROR_MS
      ? before.uuid
      : undefined;
  }

  /** Notes an error that was reported, and what caused it. */
  note(error: unknown, uuid: string): void {
    const scope = currentScope();
    for (const exception of exceptionsOf(error)) {
      if (!isObject(exception)) {
        continue;
      }
      if (scope === undefined) {
        this.outside.set(exception, { uuid, at: performance.now() });
        continue;
      }
      const errors = this.byScope.get(scope) ?? new WeakMap<object, string>();
      this.byScope.set(scope, errors);
      errors.set(exception, uuid);
    }
  }
}

function isObject(value: unknown): value is object {
  return (
    (typeof value === 'object' && value !== null) || typeof value === 'function'
  );
}
