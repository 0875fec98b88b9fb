import type { MetricSeries } from '../../store/metric-history.js';
import { valueText } from '../format/values.js';

/** What an application says of one way its telemetry leaves by. */
export interface SinkFigures {
  readonly sink: string;
  readonly accepted: number;
  readonly delivered: number;
  readonly queued: number;
  readonly retried: number;
  readonly recovered: number;
  readonly spooled: number;
  /** Records given up, for whatever reason. */
  readonly dropped: number;
  /** Seconds that the oldest record waits. */
  readonly oldestAge: number;
  readonly circuitOpen: boolean;
  /** When it said so, milliseconds since the epoch. */
  readonly at: number;
}

const PREFIX = 'telemetry.delivery.';

/** Reads the application's own delivery figures from the metrics that arrived. */
export function readDelivery(series: readonly MetricSeries[]): SinkFigures[] {
  const bySink = Map.groupBy(
    series.filter(
      ({ name, attributes }) =>
        name.startsWith(PREFIX) && typeof attributes['sink'] === 'string',
    ),
    ({ attributes }) => valueText(attributes['sink']),
  );
  return [...bySink]
    .map(([sink, of]) => {
      const latest = (name: string): number[] =>
        of
          .filter((one) => one.name === PREFIX + name)
          .map(({ points }) => points.at(-1)?.[1] ?? 0);
      const sum = (name: string): number =>
        latest(name).reduce((total, value) => total + value, 0);
      return {
        sink,
        accepted: sum('accepted'),
        delivered: sum('delivered'),
        queued: sum('queued'),
        retried: sum('retried'),
        recovered: sum('recovered'),
        spooled: sum('spooled'),
        dropped: sum('dropped'),
        oldestAge: Math.max(0, ...latest('oldest.age')),
        circuitOpen: sum('circuit.open') > 0,
        at: Math.max(...of.map(({ points }) => points.at(-1)?.[0] ?? 0)),
      };
    })
    .toSorted((a, b) => a.sink.localeCompare(b.sink));
}
