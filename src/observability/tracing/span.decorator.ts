import type { Attributes, SpanOptions } from '@opentelemetry/api';
import { copyMetadata } from './copy-metadata.js';
import { runSibling } from './methods/index.js';
import { markSpan } from './span-mark.js';

/** OpenTelemetry's span options, and what to note of the result. */
export interface SpanDecoratorOptions<R = unknown> extends SpanOptions {
  /** Called with the result (what a promise resolved to); its attributes go on the span. */
  readonly onResult?: (
    result: R,
  ) => { readonly attributes?: Attributes } | undefined;
}

type OptionsSource<A extends unknown[], R> =
  SpanDecoratorOptions<R> | ((...args: A) => SpanDecoratorOptions<R>);

type MethodDecoratorOf<A extends unknown[]> = <
  M extends (...args: A) => unknown,
>(
  target: object,
  key: PropertyKey,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Runs a method inside a span of its own, named `Class.method` unless a name is given. A drop-in for nestjs-otel's
 * decorator of that name; the span ends when the work really ends, an expected HttpException (below 500) is no ERROR, and
 * options or `onResult` that throw never fail the method. On a method that would be traced anyway it renames and enriches
 * that span; there is no second one. Calls beyond the 50th of a name below one parent are folded, as those of other methods.
 *
 * @param options span options, or a function of the method's arguments that returns them
 */
export function Span<A extends unknown[] = never[], R = unknown>(
  options?: OptionsSource<A, R>,
): MethodDecoratorOf<A>;
export function Span<A extends unknown[] = never[], R = unknown>(
  name?: string,
  options?: OptionsSource<A, R>,
): MethodDecoratorOf<A>;
export function Span<A extends unknown[], R>(
  nameOrOptions?: string | OptionsSource<A, R>,
  maybeOptions?: OptionsSource<A, R>,
): MethodDecoratorOf<A> {
  const source =
    typeof nameOrOptions === 'string' ? maybeOptions : nameOrOptions;
  return (target, key, descriptor) => {
    const method = descriptor.value;
    if (typeof method !== 'function') {
      throw new TypeError(
        `@Span() stands on ${String(key)}, which is not a method`,
      );
    }
    const name =
      typeof nameOrOptions === 'string'
        ? nameOrOptions
        : `${target.constructor.name}.${String(key)}`;
    const traced = new Proxy(method, {
      apply: (original, self: unknown, args: A): unknown => {
        const { onResult, options } = optionsFor(source, args);
        return runSibling(name, options, () => original.apply(self, args), {
          onResult:
            onResult &&
            ((result) => {
              // Whether the callback fits the method is the author's to say; nothing here knows.
              const described: ReturnType<typeof onResult> = Reflect.apply(
                onResult,
                undefined,
                [result],
              );
              return described?.attributes ?? {};
            }),
        });
      },
    });
    copyMetadata(method, traced);
    markSpan(target, key);
    descriptor.value = traced;
  };
}

function optionsFor<A extends unknown[], R>(
  source: OptionsSource<A, R> | undefined,
  args: A,
): {
  readonly options: SpanOptions;
  readonly onResult?: SpanDecoratorOptions<R>['onResult'];
} {
  try {
    const options =
      (typeof source === 'function' ? source(...args) : source) ?? {};
    const { onResult } = options;
    return typeof onResult === 'function' ? { options, onResult } : { options };
  } catch {
    return { options: {} };
  }
}
