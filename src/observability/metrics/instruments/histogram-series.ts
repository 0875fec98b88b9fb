import {
  type Attributes,
  type HrTime,
  type SpanContext,
  TraceFlags,
} from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import type { DataPoint, Histogram } from '@opentelemetry/sdk-metrics';
import type { Exemplar, WithExemplars } from '../../otlp/index.js';

/** The measurements of one attribute set, and of each bucket the newest one that a sampled trace made. */
export class HistogramSeries {
  private readonly startTime: HrTime = millisToHrTime(Date.now());
  private readonly counts: number[];
  private readonly exemplars: Exemplar[] = [];
  private readonly exemplarOfBucket: (number | undefined)[];
  private count = 0;
  private sum = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;

  constructor(
    readonly attributes: Attributes,
    private readonly boundaries: readonly number[],
  ) {
    this.counts = Array.from({ length: boundaries.length + 1 }, () => 0);
    this.exemplarOfBucket = Array.from(this.counts, () => undefined);
  }

  /**
   * @param value a finite number
   * @param span in which it was measured; left out where there was none
   * @param timeMs when, in milliseconds since the epoch. @default now
   */
  record(value: number, span?: SpanContext, timeMs?: number): void {
    const { boundaries, counts } = this;
    let bucket = 0;
    while (bucket < boundaries.length && value > (boundaries[bucket] ?? 0)) {
      bucket += 1;
    }
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    this.count += 1;
    this.sum += value;
    if (value < this.min) {
      this.min = value;
    }
    if (value > this.max) {
      this.max = value;
    }
    if (span !== undefined && (span.traceFlags & TraceFlags.SAMPLED) !== 0) {
      this.keepExemplar(bucket, value, span, timeMs ?? Date.now());
    }
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  private keepExemplar(
    bucket: number,
    value: number,
    { traceId, spanId }: SpanContext,
    timeMs: number,
  ): void {
    const exemplar = { value, timeMs, traceId, spanId };
    const place = this.exemplarOfBucket[bucket];
    if (place === undefined) {
      this.exemplarOfBucket[bucket] = this.exemplars.push(exemplar) - 1;
    } else {
      this.exemplars[place] = exemplar;
    }
  }

  /** All since the start, as a copy; not of a series that is empty. */
  read(endTime: HrTime): DataPoint<Histogram> & WithExemplars {
    const { attributes, startTime, count, sum, min, max } = this;
    return {
      attributes,
      startTime,
      endTime,
      value: {
        buckets: {
          boundaries: [...this.boundaries],
          counts: [...this.counts],
        },
        count,
        sum,
        min,
        max,
      },
      exemplars: [...this.exemplars],
    };
  }
}
