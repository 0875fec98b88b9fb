import type { OtlpSpan } from '../../src/sandbox/index.js';
import { flatten, spanTrees } from '../support/span-tree.js';
import type { StableClock } from './stable-clock.js';

const KINDS = ['', '', 'server', 'client', 'producer', 'consumer'] as const;
const FAILED = 2;

/** Spans as Honeycomb's trace view shows them: one line each, indented below its parent, with a bar for its time. */
export function waterfall(
  spans: readonly OtlpSpan[],
  clock: StableClock,
): string {
  const nodes = flatten(spanTrees(spans));
  const labels = nodes.map(
    ({ span, depth }) => `${'  '.repeat(depth)}${span.name}`,
  );
  const ends = nodes.map(({ span }) => clock.elapsedMs(span.spanId, 'end'));
  const total = Math.max(...ends);
  const width = Math.max(...labels.map(({ length }) => length));
  return nodes
    .map(({ span }, index) => {
      const start = clock.elapsedMs(span.spanId, 'start');
      const end = ends[index] ?? start;
      return [
        (labels[index] ?? '').padEnd(width),
        `${String(start).padStart(3)} – ${String(end).padStart(2)} ms`,
        `${' '.repeat(start)}${'━'.repeat(end - start)}`.padEnd(total),
        KINDS[span.kind] ?? '',
        span.status.code === FAILED ? 'ERROR' : '',
      ]
        .join('  ')
        .trimEnd();
    })
    .join('\n');
}
