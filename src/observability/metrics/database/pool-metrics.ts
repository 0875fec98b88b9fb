import type { Attributes } from '@opentelemetry/api';
import type { MetricData } from '@opentelemetry/sdk-metrics';
import type { HistogramInstrument } from '../instruments/histogram-instrument.js';
import type { HistogramSeries } from '../instruments/histogram-series.js';
import { counter, type Interval, level } from '../instruments/points.js';
import { ownMetrics } from '../own-metrics.js';
import { DATABASE_SCOPE, OPERATION_BOUNDARIES } from './query-metrics.js';

/** A pool of connections, as it is when it is asked. */
export interface PoolFigures {
  /** Connections that nobody has borrowed. */
  idle(): number;
  /** Connections that are borrowed. */
  used(): number;
  /** Borrowers that wait. */
  pending(): number;
  /** Connections it may open. */
  readonly limit: number;
}

/** What a pool tells as it happens; durations in milliseconds. */
export interface PoolRecorder {
  /** A connection was handed out after so long. */
  readonly obtained: (waitMs: number) => void;
  /** None was handed out in time. */
  readonly timedOut: () => void;
  /** A connection came back after so long. */
  readonly returned: (useMs: number) => void;
  /** The pool is no more. */
  readonly close: () => void;
}

const STATE = 'db.client.connection.state';
const CONNECTIONS = '{connection}';
const REQUESTS = '{request}';

/** What is kept of a pool: one that takes the place of another of its name goes on counting. */
interface Pool {
  readonly attributes: Attributes;
  readonly wait: HistogramSeries;
  readonly use: HistogramSeries;
  timeouts: number;
}

const pools = new Map<string, Pool>();
let histograms:
  | { readonly wait: HistogramInstrument; readonly use: HistogramInstrument }
  | undefined;

/**
 * Measures a pool until it is closed.
 * Source: OpenTelemetry semantic conventions for database client metrics, "Connection pools" (in development).
 *
 * @param name `db.client.connection.pool.name`: `server.address:server.port/db.namespace`
 */
export function observePool(name: string, figures: PoolFigures): PoolRecorder {
  const pool = poolOf(name);
  const { attributes, wait, use } = pool;
  const close = ownMetrics.addSource(DATABASE_SCOPE, (interval) => [
    ...levels(attributes, figures, interval),
    counter(
      {
        name: 'db.client.connection.timeouts',
        unit: '{timeout}',
        description:
          'The number of connection timeouts that have occurred trying to obtain a connection from the pool.',
      },
      interval,
      [pool.timeouts, attributes],
    ),
  ]);
  return {
    obtained: (waitMs) => {
      if (ownMetrics.isOn) {
        wait.record(waitMs / 1000);
      }
    },
    timedOut: () => {
      pool.timeouts += 1;
    },
    returned: (useMs) => {
      if (ownMetrics.isOn) {
        use.record(useMs / 1000);
      }
    },
    close,
  };
}

function poolOf(name: string): Pool {
  let pool = pools.get(name);
  if (pool === undefined) {
    histograms ??= makeHistograms();
    const attributes = Object.freeze({
      'db.client.connection.pool.name': name,
    });
    pool = {
      attributes,
      wait: histograms.wait.seriesOf(attributes),
      use: histograms.use.seriesOf(attributes),
      timeouts: 0,
    };
    pools.set(name, pool);
  }
  return pool;
}

function levels(
  pool: Attributes,
  figures: PoolFigures,
  interval: Interval,
): MetricData[] {
  const one = (
    name: string,
    unit: string,
    description: string,
    value: number,
  ): MetricData =>
    level(
      { name: `db.client.connection.${name}`, unit, description },
      interval,
      [value, pool],
    );
  return [
    level(
      {
        name: 'db.client.connection.count',
        unit: CONNECTIONS,
        description:
          'The number of connections that are currently in the state described by the attribute.',
      },
      interval,
      [figures.idle(), { ...pool, [STATE]: 'idle' }],
      [figures.used(), { ...pool, [STATE]: 'used' }],
    ),
    one(
      'idle.max',
      CONNECTIONS,
      'The maximum number of idle open connections allowed.',
      figures.limit,
    ),
    one(
      'limit',
      CONNECTIONS,
      'The maximum number of open connections allowed.',
      figures.limit,
    ),
    one(
      'pending_requests',
      REQUESTS,
      'The number of current pending requests for an open connection.',
      figures.pending(),
    ),
  ];
}

function makeHistograms() {
  return {
    wait: makeHistogram(
      'wait_time',
      'The time it took to obtain an open connection from the pool.',
    ),
    use: makeHistogram(
      'use_time',
      'The time between borrowing a connection and returning it to the pool.',
    ),
  };
}

function makeHistogram(name: string, description: string): HistogramInstrument {
  return ownMetrics.histogram(
    DATABASE_SCOPE,
    { name: `db.client.connection.${name}`, unit: 's', description },
    OPERATION_BOUNDARIES,
  );
}
