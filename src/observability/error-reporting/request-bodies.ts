import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const requests = new WeakMap<IncomingMessage, FastifyRequest>();

/** Lets `bodyOf` find the bodies of an application's requests. Only where they are asked for. */
export function keepBodies(fastify: Pick<FastifyInstance, 'addHook'>): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    requests.set(request.raw, request);
    done();
  });
}

/** The parsed body of a request; undefined where there is none, or none is asked for. */
export function bodyOf(raw: IncomingMessage): unknown {
  return requests.get(raw)?.body;
}
