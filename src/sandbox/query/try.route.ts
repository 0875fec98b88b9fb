import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendCall, TRY_CALLS, type TryOutcome } from '../try/index.js';
import { QueryError } from './query.errors.js';
import type { TryAnswer } from './query.types.js';
import { readInput } from './read-input.js';

const params = z.object({ id: z.string() });

/** `GET /api/try`: the calls there are; `POST /api/try/:id` sends one to the application. */
export function answerTry(
  server: FastifyInstance,
  target: () => string | undefined,
): void {
  server.get('/api/try', (): TryAnswer => ({
    target: target() ?? null,
    calls: TRY_CALLS,
  }));
  server.post(
    '/api/try/:id',
    async ({ params: asked }): Promise<TryOutcome> => {
      const { id } = readInput(params, asked);
      const call = TRY_CALLS.find((known) => known.id === id);
      if (!call) {
        throw new QueryError(
          404,
          'CALL_UNKNOWN',
          `There is no such call; there are ${TRY_CALLS.map((known) => known.id).join(', ')}.`,
        );
      }
      const origin = target();
      if (origin === undefined) {
        throw new QueryError(
          409,
          'NO_APPLICATION',
          'The sandbox does not know where the application listens. Set SANDBOX_APP_URL, for example to http://localhost:4567.',
        );
      }
      return sendCall(origin, call);
    },
  );
}
