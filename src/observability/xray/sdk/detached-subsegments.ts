import { spanOf } from './span-links.js';

/** What is kept of one subsegment that belongs to no segment yet. */
const MAX_CALLS = 200;

type Method = (...args: never[]) => unknown;

interface Call {
  readonly method: Method;
  readonly args: readonly unknown[];
}

const calls = new WeakMap<object, Call[]>();

/**
 * Puts methods on a class of the SDK's that are used by those of its objects that have a span; the others have the SDK's.
 *
 * @param replayed what is called before there is a span is kept for `replayOn`
 */
export function whenAttached(
  prototype: object,
  methods: Readonly<Record<string, Method>>,
  { replayed }: { readonly replayed: boolean },
): void {
  for (const [name, method] of Object.entries(methods)) {
    const original: unknown = Reflect.get(prototype, name);
    Reflect.set(
      prototype,
      name,
      function (this: object, ...args: unknown[]): unknown {
        if (spanOf(this) !== undefined) {
          return Reflect.apply(method, this, args);
        }
        if (replayed) {
          keep(this, { method, args });
        }
        return typeof original === 'function'
          ? Reflect.apply(original, this, args)
          : undefined;
      },
    );
  }
}

/** Makes the calls again that were made before a subsegment had its span. */
export function replayOn(subsegment: object): void {
  const kept = calls.get(subsegment) ?? [];
  calls.delete(subsegment);
  for (const { method, args } of kept) {
    Reflect.apply(method, subsegment, args);
  }
}

function keep(subsegment: object, call: Call): void {
  const kept = calls.get(subsegment) ?? [];
  calls.set(subsegment, kept);
  if (kept.length < MAX_CALLS) {
    kept.push(call);
  }
}
