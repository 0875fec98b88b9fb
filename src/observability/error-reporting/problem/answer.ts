import { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** A response of ours, whole. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Headers that a handler may have set for the response it did not get to send. */
const OF_ANOTHER_RESPONSE = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'etag',
  'last-modified',
  'transfer-encoding',
];

/** What Nest hands a filter: Fastify's reply, or Node's response where a middleware failed. */
export type Reply = FastifyReply | ServerResponse;

export function rawResponseOf(reply: Reply): ServerResponse {
  return reply instanceof ServerResponse || !('raw' in reply)
    ? reply
    : reply.raw;
}

/** Sends an answer. A response that has begun already can't become an error any more: it is cut off, so that the caller can tell. */
export function sendAnswer(reply: Reply, answer: Answer): void {
  const raw = rawResponseOf(reply);
  if (raw.headersSent || raw.destroyed) {
    if (!raw.writableEnded) {
      raw.destroy();
    }
    return;
  }
  if (!('raw' in reply) || reply.sent) {
    sendRaw(raw, answer);
    return;
  }
  for (const name of OF_ANOTHER_RESPONSE) {
    reply.removeHeader(name);
  }
  void reply.code(answer.status).type(answer.contentType).send(answer.body);
}

function sendRaw(raw: ServerResponse, answer: Answer): void {
  for (const name of OF_ANOTHER_RESPONSE) {
    raw.removeHeader(name);
  }
  raw.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.body),
  });
  raw.end(answer.body);
}
