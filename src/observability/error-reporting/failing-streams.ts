import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ErrorReportingFilter } from './error-reporting.filter.js';

/**
 * Hands what fails in a stream that is being sent to the filter: the response has begun, so neither Nest nor Fastify asks
 * it any more. A stream that ends because its client left is no failure.
 */
export function reportFailingStreams(
  fastify: Pick<FastifyInstance, 'addHook'>,
  filter: ErrorReportingFilter,
): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (payload instanceof Readable) {
      payload.once('error', (error) => {
        if (reply.raw.headersSent && !reply.raw.destroyed) {
          filter.handle(error, request, reply);
        }
      });
    }
    done();
  });
}
