import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { groupErrors } from '../insight/error-groups.js';
import { findTrace } from '../insight/find-id.js';
import { matchesLine, toLogLine } from '../insight/log-lines.js';
import { contrastRegion, type RegionAnswer } from '../insight/region.js';
import { mapServices, type ServiceMap } from '../insight/service-map.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { QueryError } from './query.errors.js';
import type {
  ErrorsAnswer,
  FindAnswer,
  LinesAnswer,
  MetricHistoryAnswer,
} from './query.types.js';
import { readInput } from './read-input.js';

const MAX_LENGTH = 2_000;

const findQuery = z.object({ id: z.string().min(1).max(MAX_LENGTH) });
const linesQuery = z.object({
  level: z.string().max(20).optional(),
  text: z.string().max(MAX_LENGTH).optional(),
  trace: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
});
const finite = z.coerce.number();
const regionQuery = z.object({
  fromMs: finite,
  toMs: finite,
  minDurationMs: finite,
  maxDurationMs: finite,
});

/** What is made of the telemetry of all requests: where an id leads, log lines, errors by fingerprint, the map of services, what sets a region apart, metrics over time. */
export function answerInsight(
  server: FastifyInstance,
  store: TelemetryStore,
): void {
  server.get('/api/find', ({ query }): FindAnswer => {
    const found = findTrace(store, readInput(findQuery, query).id);
    if (found) return found;
    throw new QueryError(
      404,
      'ID_UNKNOWN',
      'Nothing that is held has this id. Trace ids, X-Ray ids, span ids, request ids and Rollbar uuids are found, in any spelling.',
    );
  });
  server.get('/api/lines', ({ query }): LinesAnswer => {
    const { level, text, trace, limit } = readInput(linesQuery, query);
    const events = store.logEvents();
    const lines = (events.length > 0 ? events : store.logRecords())
      .map(toLogLine)
      .filter((line) => matchesLine(line, { level, text, traceId: trace }))
      .toSorted((a, b) => b.at - a.at);
    return { lines: lines.slice(0, limit), matching: lines.length };
  });
  server.get('/api/errors', (): ErrorsAnswer => ({
    groups: groupErrors(store.items()),
  }));
  server.get('/api/service-map', (): ServiceMap => mapServices(store.spans()));
  server.get('/api/region', ({ query }): RegionAnswer =>
    contrastRegion(store.spans(), readInput(regionQuery, query)),
  );
  server.get('/api/metrics/history', (): MetricHistoryAnswer => ({
    series: store.metricHistory(),
  }));
}
