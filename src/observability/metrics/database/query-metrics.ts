import { type Attributes, context, trace } from '@opentelemetry/api';
import type { HistogramInstrument } from '../instruments/histogram-instrument.js';
import type { HistogramSeries } from '../instruments/histogram-series.js';
import { MAX_SERIES, OVERFLOW } from '../instruments/max-series.js';
import { ownMetrics } from '../own-metrics.js';

export const DATABASE_SCOPE = { name: 'cruddur.database' };

/** Source: OpenTelemetry semantic conventions for database client metrics, `db.client.operation.duration` (stable). */
export const OPERATION_BOUNDARIES = [
  0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10,
];

/** A query by its names; nothing in it may hold a value. */
export interface MeasuredQuery {
  readonly system: string;
  readonly operation?: string;
  readonly collection?: string;
  readonly summary?: string;
  readonly namespace?: string;
  readonly server?: { readonly address: string; readonly port?: number };
}

/** How a query failed: `error.type`, and the database's own code. */
export interface MeasuredFailure {
  readonly type: string;
  readonly statusCode?: string;
}

const NAME = /^\w[\w.-]{0,63}$/;

const succeeded = new WeakMap<MeasuredQuery, HistogramSeries>();
const byAttributes = new Map<string, HistogramSeries>();
let histogram: HistogramInstrument | undefined;

/**
 * Runs a query and measures how long it took, whether or not its trace is kept.
 *
 * @param query the same object for the same statement: its series is looked up once
 * @param failureOf reads how it failed; must not throw
 */
export async function measureQuery<T>(
  query: MeasuredQuery,
  run: () => Promise<T>,
  failureOf: (error: unknown) => MeasuredFailure,
): Promise<T> {
  if (!ownMetrics.isOn) {
    return run();
  }
  const span = trace.getSpanContext(context.active());
  const startedAt = performance.now();
  try {
    const result = await run();
    const seconds = (performance.now() - startedAt) / 1000;
    seriesOfSuccess(query).record(seconds, span);
    return result;
  } catch (error) {
    const seconds = (performance.now() - startedAt) / 1000;
    seriesOf(attributesOf(query, failureOf(error))).record(seconds, span);
    throw error;
  }
}

function seriesOfSuccess(query: MeasuredQuery): HistogramSeries {
  let series = succeeded.get(query);
  if (series === undefined) {
    series = seriesOf(attributesOf(query));
    succeeded.set(query, series);
  }
  return series;
}

function seriesOf(attributes: Attributes): HistogramSeries {
  histogram ??= ownMetrics.histogram(
    DATABASE_SCOPE,
    {
      name: 'db.client.operation.duration',
      unit: 's',
      description: 'Duration of database client operations.',
    },
    OPERATION_BOUNDARIES,
  );
  const key = JSON.stringify(attributes);
  let series = byAttributes.get(key);
  if (series === undefined) {
    const isFull = byAttributes.size >= MAX_SERIES - 1;
    series = histogram.seriesOf(isFull ? OVERFLOW : attributes);
    if (!isFull) {
      byAttributes.set(key, series);
    }
  }
  return series;
}

function attributesOf(
  query: MeasuredQuery,
  failure?: MeasuredFailure,
): Attributes {
  const { system, operation, collection, summary, namespace, server } = query;
  return Object.freeze(
    Object.fromEntries(
      Object.entries({
        'db.system.name': system,
        'db.operation.name': operation,
        'db.collection.name': collection,
        'db.query.summary': summary,
        'db.namespace': namespace,
        'server.address': server?.address,
        'server.port': server?.port,
        'db.response.status_code': failure?.statusCode,
        'error.type': failure && nameOf(failure.type),
      }).filter(([, value]) => value !== undefined),
    ),
  );
}

function nameOf(type: string): string {
  return NAME.test(type) ? type : '_OTHER';
}
