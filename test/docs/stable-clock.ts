import type { OtlpSpan } from '../../src/sandbox/index.js';
import { flatten, spanTrees } from '../support/span-tree.js';

/** When every documented request begins, in milliseconds since the epoch. */
const BEGINNING_MS = Date.UTC(2026, 0, 1);

interface Moment {
  readonly at: bigint;
  /** Parents begin before their children and end after them, also where the clock can't tell. */
  readonly order: number;
  readonly key: string;
}

/**
 * Tells a trace's times so that they are the same in every run: each start or end of a span is one millisecond after the
 * one before it. What happened during what stays true; how long it took is left out.
 */
export class StableClock {
  private readonly ticks: ReadonlyMap<string, number>;

  constructor(spans: readonly OtlpSpan[]) {
    const moments = flatten(spanTrees(spans)).flatMap(
      ({ span }, index): Moment[] => [
        {
          at: BigInt(span.startTimeUnixNano),
          order: index,
          key: `${span.spanId} start`,
        },
        {
          at: BigInt(span.endTimeUnixNano),
          order: 2 * spans.length - index,
          key: `${span.spanId} end`,
        },
      ],
    );
    const ordered = moments.toSorted(
      (one, other) => Number(one.at - other.at) || one.order - other.order,
    );
    this.ticks = new Map(ordered.map(({ key }, tick) => [key, tick]));
  }

  /** Milliseconds from the beginning of the request; 0 for a span that is not known. */
  elapsedMs(spanId: string, edge: 'start' | 'end'): number {
    return this.ticks.get(`${spanId} ${edge}`) ?? 0;
  }

  /** The same as X-Ray has it, in seconds since the epoch. */
  epochSeconds(spanId: string, edge: 'start' | 'end'): number {
    return (BEGINNING_MS + this.elapsedMs(spanId, edge)) / 1000;
  }

  static readonly beginning = new Date(BEGINNING_MS);
}
