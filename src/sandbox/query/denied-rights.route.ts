import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeniedRights } from '../cloudwatch-logs/index.js';
import { readInput } from './read-input.js';

/** IAM actions of CloudWatch Logs. */
const body = z.strictObject({
  denied: z.array(z.string().regex(/^logs:[A-Z]\w{1,63}$/)).max(50),
});

/** `GET` and `PUT /api/denied-rights`: what the caller of CloudWatch Logs may not do. */
export function answerDeniedRights(
  server: FastifyInstance,
  rights: DeniedRights,
): void {
  const answer = () => ({ denied: rights.list() });
  server.get('/api/denied-rights', answer);
  server.put('/api/denied-rights', (request) => {
    rights.set(readInput(body, request.body).denied);
    return answer();
  });
}
