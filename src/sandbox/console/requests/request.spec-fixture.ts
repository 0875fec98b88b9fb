import type { RequestSummary } from '../../store/views.js';

/** When the request of the builder begins, milliseconds since the epoch; it lasts 20. */
export const BEGUN_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** GET /api/cruds/7, answered with 200, of which every vendor but Rollbar has something. */
export function request(changes: Partial<RequestSummary> = {}): RequestSummary {
  return {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    source: 'otlp',
    time: isoOf(BEGUN_MS),
    method: 'GET',
    route: '/api/cruds/:id',
    path: '/api/cruds/7',
    status: 200,
    durationMs: 20,
    service: 'cruddur',
    name: 'GET /api/cruds/:id',
    user: 'ada',
    error: false,
    violations: 0,
    records: 3,
    vendors: { otlp: true, xray: true, cloudwatch: true, rollbar: false },
    ...changes,
  };
}

/** A request that began that many milliseconds after the builder's. */
export const after = (
  ms: number,
  changes: Partial<RequestSummary> = {},
): RequestSummary => request({ time: isoOf(BEGUN_MS + ms), ...changes });
