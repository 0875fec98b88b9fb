import { getHeapSpaceStatistics, type HeapSpaceInfo } from 'node:v8';
import type { MetricData } from '@opentelemetry/sdk-metrics';
import { type Interval, level } from '../instruments/points.js';

/** Source: OpenTelemetry semantic conventions for V8 JS engine runtime metrics. */
const FIGURES: Readonly<
  Record<string, readonly [keyof HeapSpaceInfo, description: string]>
> = {
  'v8js.memory.heap.space.size': [
    'space_size',
    'Total heap memory size pre-allocated for a heap space.',
  ],
  'v8js.memory.heap.used': ['space_used_size', 'Heap memory size allocated.'],
  'v8js.memory.heap.space.available_size': [
    'space_available_size',
    'Heap space available size.',
  ],
  'v8js.memory.heap.space.physical_size': [
    'physical_space_size',
    'Committed size of a heap space.',
  ],
};

/** Memory of V8's heap by its spaces, which are V8's own and few. */
export function heapMetrics(interval: Interval): MetricData[] {
  const spaces = getHeapSpaceStatistics();
  return Object.entries(FIGURES).map(([name, [figure, description]]) =>
    level(
      { name, unit: 'By', description },
      interval,
      ...spaces.map(
        (space) =>
          [
            Number(space[figure]),
            { 'v8js.heap.space.name': space.space_name },
          ] as const,
      ),
    ),
  );
}
