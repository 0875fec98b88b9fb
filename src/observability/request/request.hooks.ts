import { Socket } from 'node:net';
import { context } from '@opentelemetry/api';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { RequestObserver } from './request-observer.js';
import { requestRecordOf } from './request-record.js';

/** Time in which a response learns that its connection was cut, in milliseconds. */
const CUT_LIMIT_MS = 500;

/**
 * Runs every request of a Fastify adapter inside its OpenTelemetry context.
 *
 * The context is entered twice: before all other hooks, and again before validation where it was left, because a body
 * arrives on the socket's own asynchronous resource, where AsyncLocalStorage holds what was active when the connection
 * opened.
 */
export function hookRequests(
  adapter: FastifyAdapter,
  observer: RequestObserver,
): void {
  adapter.setOnRequestHook((request, reply, done) => {
    context.with(observer.begin(request, reply).context, done);
  });
  const instance = adapter.getInstance();
  instance.server.prependListener('clientError', (error, socket) => {
    if (socket instanceof Socket) {
      observer.refuse(error, socket);
    }
  });
  // The server is closed as soon as its connections are, and what it cut off is not recorded yet then.
  instance.addHook('onClose', () => observer.whenIdle(CUT_LIMIT_MS));
  instance.addHook('preValidation', (request, _reply, done) => {
    const record = requestRecordOf(request.raw);
    if (record === undefined || context.active() === record.context) {
      done();
    } else {
      context.with(record.context, done);
    }
  });
}
