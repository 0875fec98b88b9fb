import { availableParallelism } from 'node:os';
import type { MetricData } from '@opentelemetry/sdk-metrics';
import { counter, gauge, type Interval, level } from '../instruments/points.js';

const MICROS = 1e6;
const USER = { 'cpu.mode': 'user' };
const SYSTEM = { 'cpu.mode': 'system' };

/**
 * Processor time and memory of this process.
 * Source: OpenTelemetry semantic conventions for process metrics.
 */
export class ProcessFigures {
  private cpuBefore = process.cpuUsage();
  private readBefore = performance.now();

  read(interval: Interval): MetricData[] {
    const cpu = process.cpuUsage();
    const now = performance.now();
    const microsOfCpus =
      Math.max(1, (now - this.readBefore) * 1000) * availableParallelism();
    const shareOf = (mode: 'user' | 'system'): number =>
      (cpu[mode] - this.cpuBefore[mode]) / microsOfCpus;
    const shares = { user: shareOf('user'), system: shareOf('system') };
    this.cpuBefore = cpu;
    this.readBefore = now;
    const metrics: MetricData[] = [
      counter(
        {
          name: 'process.cpu.time',
          unit: 's',
          description: 'Total CPU seconds broken down by different CPU modes.',
        },
        interval,
        [cpu.user / MICROS, USER],
        [cpu.system / MICROS, SYSTEM],
      ),
      gauge(
        {
          name: 'process.cpu.utilization',
          unit: '1',
          description:
            'Share of the available CPUs that was used since the last reading.',
        },
        interval,
        [shares.user, USER],
        [shares.system, SYSTEM],
      ),
      level(
        {
          name: 'process.memory.usage',
          unit: 'By',
          description: 'The amount of physical memory in use.',
        },
        interval,
        [process.memoryUsage.rss()],
      ),
      gauge(
        {
          name: 'process.uptime',
          unit: 's',
          description: 'The time the process has been running.',
        },
        interval,
        [process.uptime()],
      ),
    ];
    return metrics;
  }
}
