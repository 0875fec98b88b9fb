import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/**
 * Subsegments nested in one document: encoders and readers follow them by recursion, which ends at some thousands, and
 * JSON parsers often sooner.
 */
export const MAX_NESTED = 200;

/** A span that is written as an independent subsegment. */
export interface DetachedSpan {
  readonly span: ReadableSpan;
  readonly parentId: string;
}

/**
 * Takes spans that lie too deep out of a tree of spans by parent, together with what is below them, so that nothing in it
 * is deeper than `MAX_NESTED`.
 */
export function detachDeepSpans(
  tree: Map<string | undefined, ReadableSpan[]>,
  tops: readonly ReadableSpan[],
): readonly DetachedSpan[] {
  const detached: DetachedSpan[] = [];
  let level = tops;
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: ReadableSpan[] = [];
    for (const span of level) {
      const parentId = span.spanContext().spanId;
      for (const child of tree.get(parentId) ?? []) {
        next.push(child);
        if (depth % MAX_NESTED === 0) {
          detached.push({ span: child, parentId });
        }
      }
      if (depth % MAX_NESTED === 0) {
        tree.delete(parentId);
      }
    }
    level = next;
  }
  return detached;
}
