import type { OtlpSpan } from '../../src/sandbox/index.js';

/** A span and the spans below it, in the order in which they began. */
export interface SpanNode {
  readonly span: OtlpSpan;
  readonly depth: number;
  readonly children: readonly SpanNode[];
}

/** The trees of spans: of the server span, and of each span whose parent is not there. */
export function spanTrees(spans: readonly OtlpSpan[]): SpanNode[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const ordered = spans.toSorted(byStart);
  const nodeOf = (span: OtlpSpan, depth: number): SpanNode => ({
    span,
    depth,
    children: ordered
      .filter(({ parentSpanId }) => parentSpanId === span.spanId)
      .map((child) => nodeOf(child, depth + 1)),
  });
  return ordered
    .filter(({ parentSpanId = '' }) => !ids.has(parentSpanId))
    .map((root) => nodeOf(root, 0));
}

/** Every span of some trees, parents before their children. */
export function flatten(trees: readonly SpanNode[]): SpanNode[] {
  return trees.flatMap((tree) => [tree, ...flatten(tree.children)]);
}

/** Spans as an indented list, for a person who looks for what is missing. */
export function describeSpans(spans: readonly OtlpSpan[]): string {
  return flatten(spanTrees(spans))
    .map(({ span, depth }) => {
      const { name, status, attributes } = span;
      const duration = durationNs(span) / 1e6;
      return [
        `${'  '.repeat(depth)}${name}`,
        `${duration.toFixed(3)} ms`,
        ...(status.code === 2 ? ['ERROR'] : []),
        JSON.stringify(attributes),
      ].join('  ');
    })
    .join('\n');
}

/** Nanoseconds from a span's start to its end. */
export function durationNs(span: OtlpSpan): number {
  return Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano));
}

function byStart(one: OtlpSpan, other: OtlpSpan): number {
  return Number(
    BigInt(one.startTimeUnixNano) - BigInt(other.startTimeUnixNano),
  );
}
