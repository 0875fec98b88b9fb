import { constants, PerformanceObserver } from 'node:perf_hooks';
import type { Attributes } from '@opentelemetry/api';
import type { HistogramInstrument } from '../instruments/histogram-instrument.js';
import { ownMetrics } from '../own-metrics.js';

/** Source: OpenTelemetry semantic conventions for V8 JS engine runtime metrics. */
const BOUNDARIES = [0.01, 0.1, 1, 10];
const MS = 1000;

const TYPES: ReadonlyMap<unknown, Attributes> = new Map([
  [constants.NODE_PERFORMANCE_GC_MAJOR, { 'v8js.gc.type': 'major' }],
  [constants.NODE_PERFORMANCE_GC_MINOR, { 'v8js.gc.type': 'minor' }],
  [
    constants.NODE_PERFORMANCE_GC_INCREMENTAL,
    { 'v8js.gc.type': 'incremental' },
  ],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, { 'v8js.gc.type': 'weakcb' }],
]);

let duration: HistogramInstrument | undefined;
let watching = 0;
let observer: PerformanceObserver | undefined;

/** Measures garbage collections until the returned function is called; several callers share one observer. */
export function watchGarbageCollection(): () => void {
  duration ??= ownMetrics.histogram(
    { name: 'cruddur.runtime' },
    {
      name: 'v8js.gc.duration',
      unit: 's',
      description: 'Garbage collection duration.',
    },
    BOUNDARIES,
  );
  const histogram = duration;
  watching += 1;
  if (observer === undefined) {
    observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const attributes = TYPES.get(kindOf(Reflect.get(entry, 'detail')));
        if (attributes !== undefined) {
          histogram.seriesOf(attributes).record(entry.duration / MS);
        }
      }
    });
    observer.observe({ entryTypes: ['gc'] });
  }
  let isOver = false;
  return () => {
    if (!isOver) {
      isOver = true;
      watching -= 1;
      if (watching === 0) {
        observer?.disconnect();
        observer = undefined;
      }
    }
  };
}

function kindOf(detail: unknown): unknown {
  return typeof detail === 'object' && detail !== null && 'kind' in detail
    ? detail.kind
    : undefined;
}
