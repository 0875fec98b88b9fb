import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ARRIVAL_KINDS } from '../store/arrival-ledger.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { QueryError } from './query.errors.js';
import type { ArrivalsAnswer } from './query.types.js';

const query = z.object({ kind: z.enum(ARRIVAL_KINDS) });

/** `GET /api/arrivals?kind=`: which records have arrived of which trace, and how often. */
export function answerArrivals(
  server: FastifyInstance,
  store: TelemetryStore,
): void {
  server.get('/api/arrivals', (request): ArrivalsAnswer => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      throw new QueryError(
        400,
        'INVALID_INPUT',
        `kind: one of ${ARRIVAL_KINDS.join(', ')}`,
      );
    }
    return store.arrivals.read(parsed.data.kind);
  });
}
