import { z } from 'zod';

/** Where a signal's records lie, from the request inwards, and what they are called. */
export interface RecordPlace {
  readonly path: readonly [resources: string, scopes: string, records: string];
  readonly noun: string;
}

/** For each signal's path, where its records are (opentelemetry-proto, `*_service.proto`). */
export const RECORD_PLACES: Readonly<Record<string, RecordPlace>> = {
  '/v1/traces': {
    path: ['resourceSpans', 'scopeSpans', 'spans'],
    noun: 'spans',
  },
  '/v1/logs': {
    path: ['resourceLogs', 'scopeLogs', 'logRecords'],
    noun: 'log records',
  },
  '/v1/metrics': {
    path: ['resourceMetrics', 'scopeMetrics', 'metrics'],
    noun: 'data points',
  },
};

const withDataPoints = z.looseObject({ dataPoints: z.array(z.unknown()) });

/**
 * Takes the records picked out of a decoded request, which is changed; of
 * metrics it takes data points, and a metric that has none left.
 *
 * @returns how many were taken.
 */
export function takeOut(
  request: unknown,
  { path: [resources, scopes, records] }: RecordPlace,
  picksNext: () => boolean,
): number {
  let taken = 0;
  for (const resource of listOf(request, resources)) {
    for (const scope of listOf(resource, scopes)) {
      const list = listOf(scope, records);
      if (records === 'metrics') {
        takeFrom(list, (metric) => {
          const points = dataPointsOf(metric);
          const had = points.length;
          taken += takeFrom(points, picksNext);
          return had > 0 && points.length === 0;
        });
      } else {
        taken += takeFrom(list, picksNext);
      }
    }
  }
  return taken;
}

function takeFrom(
  list: unknown[],
  picks: (record: unknown) => boolean,
): number {
  const kept = list.filter((record) => !picks(record));
  const taken = list.length - kept.length;
  list.length = 0;
  for (const record of kept) list.push(record);
  return taken;
}

/** The points of a metric, whichever its type. */
function dataPointsOf(metric: unknown): unknown[] {
  if (typeof metric !== 'object' || metric === null) return [];
  const data = Object.values(metric).find(
    (value: unknown) => withDataPoints.safeParse(value).success,
  );
  return listOf(data, 'dataPoints');
}

/** The list itself, not a copy; an empty one where there is none. */
function listOf(holder: unknown, name: string): unknown[] {
  const list: unknown =
    typeof holder === 'object' && holder !== null
      ? Reflect.get(holder, name)
      : undefined;
  return Array.isArray(list) ? list : [];
}
