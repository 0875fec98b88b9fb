import { metrics, type Observable } from '@opentelemetry/api';
import { MetricService } from 'nestjs-otel';
import { MetricsCollector } from '../metrics-collector.js';
import { startMetrics } from '../start-metrics.js';
import { processMeters } from './process-meters.js';

const service = new MetricService();
const meter = metrics.getMeter('spec');

// All made before the SDK starts, as constants of modules are.
const counter = meter.createCounter('early.counter');
const updown = meter.createUpDownCounter('early.updown');
const gauge = meter.createGauge('early.gauge');
const histogram = meter.createHistogram('early.histogram');
const observed = meter.createObservableGauge('early.observed');
const batched = meter.createObservableCounter('early.batched');
const served = service.getCounter('early.served');
let calls = 0;
const callback: Parameters<Observable['addCallback']>[0] = (result) => {
  calls += 1;
  result.observe(5, { secret: 'hunter2' });
};
observed.addCallback(callback);
const batch: Parameters<typeof meter.addBatchObservableCallback>[0] = (
  result,
) => {
  calls += 1;
  result.observe(batched, 6, { of: 'batch' });
  result.observe({ addCallback() {}, removeCallback() {} }, 1);
};
meter.addBatchObservableCallback(batch, [batched]);
// Of before the start, which nobody collects.
counter.add(100);

describe('instruments', () => {
  let collector: MetricsCollector;

  beforeAll(() => {
    const reader = startMetrics({ prometheus: {} });
    if (reader === undefined) throw new Error('no reader');
    collector = new MetricsCollector(reader);
  });

  afterAll(() => {
    collector.stop();
  });

  async function collected() {
    const { resourceMetrics, errors } = await collector.collect();
    expect(errors).toEqual([]);
    return Object.fromEntries(
      resourceMetrics.scopeMetrics.flatMap(({ metrics: all }) =>
        all.map(({ descriptor, dataPoints }) => [
          `${descriptor.name} ${descriptor.unit}`.trim(),
          dataPoints.map(({ attributes, value }) => [
            attributes,
            typeof value === 'number' ? value : value.count,
          ]),
        ]),
      ),
    );
  }

  it('that were made before the start count from the start on', async () => {
    counter.add(1, { a: 'b' });
    updown.add(-2);
    gauge.record(3);
    histogram.record(4);
    served.add(7);
    const all = await collected();
    expect(all).toMatchObject({
      'early.counter': [[{ a: 'b' }, 1]],
      'early.updown': [[{}, -2]],
      'early.gauge': [[{}, 3]],
      'early.histogram': [[{}, 1]],
      'early.observed': [[{ secret: '[redacted]' }, 5]],
      'early.batched': [[{ of: 'batch' }, 6]],
      'early.served': [[{}, 7]],
    });
  });

  it('are of the meters of this process, which are OpenTelemetry’s', () => {
    expect(metrics.getMeter('spec')).toBe(processMeters.getMeter('spec'));
  });

  it('are made once, however often they are asked for', async () => {
    expect(meter.createCounter('early.counter')).toBe(counter);
    for (let time = 0; time < 3; time += 1) {
      service.getCounter('often').add(1);
      service.getHistogram('often.histogram').record(1);
    }
    expect(await collected()).toMatchObject({
      often: [[{}, 3]],
      'often.histogram': [[{}, 3]],
    });
  });

  it('of one name and two kinds are two, through nestjs-otel too', async () => {
    service.getCounter('twice', { unit: 'a' }).add(1);
    service.getHistogram('twice', { unit: 'b' }).record(2);
    service.getGauge('twice', { unit: 'c' }).record(3);
    expect(await collected()).toMatchObject({
      'twice a': [[{}, 1]],
      'twice b': [[{}, 1]],
      'twice c': [[{}, 3]],
    });
  });

  it('are read no more once their callbacks are removed', async () => {
    observed.removeCallback(callback);
    meter.removeBatchObservableCallback(batch, [batched]);
    meter.removeBatchObservableCallback(batch, [batched]);
    calls = 0;
    await collected();
    expect(calls).toBe(0);
  });

  it('take what is no measurement without a word', async () => {
    histogram.record(Number.NaN);
    histogram.record(-1);
    // @ts-expect-error what JavaScript may pass
    counter.add(1, null);
    expect((await collected())['early.histogram']).toEqual([[{}, 1]]);
  });
});
