import {
  type EventLoopUtilization,
  type ELDHistogram,
  monitorEventLoopDelay,
  performance,
} from 'node:perf_hooks';
import type { MetricData } from '@opentelemetry/sdk-metrics';
import { counter, gauge, type Interval } from '../instruments/points.js';

/** Milliseconds between two looks at the loop. */
const RESOLUTION_MS = 10;
const NANOS = 1e9;
const MS = 1000;

const IDLE = { 'nodejs.eventloop.state': 'idle' };
const ACTIVE = { 'nodejs.eventloop.state': 'active' };

/**
 * How long the event loop keeps others waiting, and how busy it is, since the last reading.
 * Source: OpenTelemetry semantic conventions for Node.js runtime metrics.
 */
export class EventLoop {
  private readonly delays: ELDHistogram;
  private before: EventLoopUtilization;

  constructor() {
    // Node's timer for it keeps no process alive.
    this.delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.delays.enable();
    this.before = performance.eventLoopUtilization();
  }

  read(interval: Interval): MetricData[] {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.before);
    this.before = now;
    const metrics: MetricData[] = [
      ...this.readDelays(interval),
      gauge(
        {
          name: 'nodejs.eventloop.utilization',
          unit: '1',
          description: 'Event loop utilization.',
        },
        interval,
        [utilization],
      ),
      counter(
        {
          name: 'nodejs.eventloop.time',
          unit: 's',
          description:
            'Cumulative duration of time the event loop has been in each state.',
        },
        interval,
        [now.active / MS, ACTIVE],
        [now.idle / MS, IDLE],
      ),
    ];
    return metrics;
  }

  stop(): void {
    this.delays.disable();
  }

  private readDelays(interval: Interval): MetricData[] {
    const { delays } = this;
    if (delays.count === 0) {
      return [];
    }
    const figures = {
      min: delays.min,
      max: delays.max,
      mean: delays.mean,
      stddev: delays.stddev,
      p50: delays.percentile(50),
      p90: delays.percentile(90),
      p99: delays.percentile(99),
    };
    delays.reset();
    return Object.entries(figures).map(([name, nanos]) =>
      gauge(
        {
          name: `nodejs.eventloop.delay.${name}`,
          unit: 's',
          description: `Event loop delay, ${name}.`,
        },
        interval,
        [nanos / NANOS],
      ),
    );
  }
}
