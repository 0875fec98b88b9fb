import type { MetricData, ScopeMetrics } from '@opentelemetry/sdk-metrics';
import { millisToHrTime } from '@opentelemetry/core';
import type { Interval } from '../instruments/points.js';
import { EventLoop } from './event-loop.js';
import { heapMetrics } from './heap.js';
import { ProcessFigures } from './process-figures.js';

const SCOPE = { name: 'cruddur.runtime' };

/**
 * Figures of Node, V8 and the process, as they are when they are read. What is of the time since the last reading is kept
 * for one reader: each has an object of its own.
 */
export class RuntimeMetrics {
  private readonly eventLoop = new EventLoop();
  private readonly processFigures = new ProcessFigures();

  read(): ScopeMetrics {
    const interval: Interval = {
      startTime: millisToHrTime(performance.timeOrigin),
      endTime: millisToHrTime(Date.now()),
    };
    const metrics: MetricData[] = [
      ...this.eventLoop.read(interval),
      ...heapMetrics(interval),
      ...this.processFigures.read(interval),
    ];
    return { scope: SCOPE, metrics };
  }

  /** Ends what watches the event loop. */
  stop(): void {
    this.eventLoop.stop();
  }
}
