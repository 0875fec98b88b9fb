import {
  type BatchObservableCallback,
  metrics,
  type Observable,
} from '@opentelemetry/api';
import type { DeliveryRegistry } from '../delivery/index.js';

const PREFIX = 'telemetry.delivery';
const RECORD = '{record}';

/**
 * The figures of delivery as metrics, read when metrics are collected. Named by the rules of OpenTelemetry's semantic
 * conventions; its own `otel.sdk.*` metrics count spans, log records and data points of an SDK's exporter, of which four
 * vendors' sinks are none: their records are segments, lines and items too.
 *
 * @returns stops reading them
 */
export function observeDelivery(
  source: Pick<DeliveryRegistry, 'figures' | 'budget' | 'spool'>,
): () => void {
  const meter = metrics.getMeter('cruddur.delivery');
  const counter = (name: string, description: string): Observable =>
    meter.createObservableCounter(`${PREFIX}.${name}`, {
      unit: RECORD,
      description,
    });
  const level = (name: string, unit: string, description: string): Observable =>
    meter.createObservableUpDownCounter(`${PREFIX}.${name}`, {
      unit,
      description,
    });
  const gauge = (name: string, unit: string, description: string): Observable =>
    meter.createObservableGauge(`${PREFIX}.${name}`, { unit, description });

  const accepted = counter('accepted', 'Records taken into a queue');
  const recovered = counter('recovered', 'Records found on disk at the start');
  const delivered = counter('delivered', 'Records that a vendor acknowledged');
  const retried = counter('retried', 'Attempts that had to be repeated');
  const dropped = counter('dropped', 'Records lost, by reason');
  const queued = level('queued', RECORD, 'Records waiting or in flight');
  const queuedBytes = level('queued.size', 'By', 'Bytes waiting or in flight');
  const spooled = level('spooled', RECORD, 'Records on disk');
  const oldest = gauge('oldest.age', 's', 'Age of the oldest waiting record');
  const open = gauge('circuit.open', '1', '1 while a vendor is away');
  const memory = level('memory.usage', 'By', 'Memory that all queues hold');
  const memoryLimit = level('memory.limit', 'By', 'Memory they may hold');
  const disk = level('spool.usage', 'By', 'Bytes in the spool');
  const diskLimit = level('spool.limit', 'By', 'Bytes the spool may hold');

  const read: BatchObservableCallback = (result) => {
    for (const [sink, figures] of Object.entries(source.figures())) {
      const of = { sink };
      result.observe(accepted, figures.accepted, of);
      result.observe(recovered, figures.recovered, of);
      result.observe(delivered, figures.delivered, of);
      result.observe(retried, figures.retried, of);
      for (const [reason, records] of Object.entries(figures.dropped)) {
        result.observe(dropped, records, { sink, reason });
      }
      result.observe(queued, figures.queued, of);
      result.observe(queuedBytes, figures.queuedBytes, of);
      result.observe(spooled, figures.spooled, of);
      result.observe(oldest, figures.oldestAgeMs / 1000, of);
      result.observe(open, figures.circuit === 'open' ? 1 : 0, of);
    }
    const budget = source.budget();
    result.observe(memory, budget.usedBytes);
    result.observe(memoryLimit, budget.maxBytes);
    const spool = source.spool();
    if (spool !== undefined) {
      result.observe(disk, spool.usedBytes);
      result.observe(diskLimit, spool.maxBytes);
    }
  };
  const instruments = [
    accepted,
    recovered,
    delivered,
    retried,
    dropped,
    queued,
    queuedBytes,
    spooled,
    oldest,
    open,
    memory,
    memoryLimit,
    disk,
    diskLimit,
  ];
  meter.addBatchObservableCallback(read, instruments);
  return () => {
    meter.removeBatchObservableCallback(read, instruments);
  };
}
