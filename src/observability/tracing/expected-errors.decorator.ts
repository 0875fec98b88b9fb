import { context } from '@opentelemetry/api';
import { type ErrorClass, expectError, expecting } from '../request/index.js';
import { copyMetadata } from './copy-metadata.js';
import { type FollowedWork, followResult } from './follow-result.js';

/**
 * Marks failures of a method as expected: errors of these classes, or all where none is named, that come out of it, whether
 * it throws, its promise rejects, or its Observable or async generator fails. Such an error is handed on unchanged, but it
 * is no fault: in the method and in what it calls, spans that it passes get its `error.type` and no status ERROR; outside,
 * too, as long as the request or trace goes on. It is not reported once it has passed the method, and if nothing handles it, the answer is what it would
 * have been and the log has a warning in place of an error. A request that it ends with a status of 500 or more has failed all
 * the same, and its server span says so. What is thrown without being an object is only expected inside the method.
 *
 * May stand above or below `@Span()`.
 */
export function ExpectedErrors(
  ...classes: readonly ErrorClass[]
): <M extends (...parameters: never[]) => unknown>(
  target: object,
  key: PropertyKey,
  descriptor: TypedPropertyDescriptor<M>,
) => void {
  return (_target, key, descriptor) => {
    const method = descriptor.value;
    if (typeof method !== 'function') {
      throw new TypeError(
        `@ExpectedErrors() stands on ${String(key)}, which is not a method`,
      );
    }
    const marked = new Proxy(method, {
      apply: (original, self: unknown, parameters: never[]): unknown => {
        const work = new ExpectingWork(classes);
        let result: unknown;
        try {
          result = context.with(work.context, () =>
            original.apply(self, parameters),
          );
        } catch (error) {
          work.fail(error);
          throw error;
        }
        return followResult(result, work);
      },
    });
    copyMetadata(method, marked);
    descriptor.value = marked;
  };
}

class ExpectingWork implements FollowedWork {
  readonly context;

  constructor(private readonly classes: readonly ErrorClass[]) {
    this.context = expecting(context.active(), classes);
  }

  succeed(): void {}

  fail(error: unknown): void {
    if (
      this.classes.length === 0 ||
      this.classes.some((it) => isInstance(error, it))
    ) {
      expectError(error);
    }
  }
}

function isInstance(error: unknown, it: ErrorClass): boolean {
  try {
    return error instanceof it;
  } catch {
    return false;
  }
}
