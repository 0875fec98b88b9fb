import type { Attributes } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { redactQuery } from '../redaction/index.js';
import { methodAttributes } from './known-method.js';

/** What is known of a request before it is handled, as it was received. */
export interface HttpFacts {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly scheme: string;
  readonly host: string;
  readonly clientAddress: string;
  readonly peerAddress: string | undefined;
  readonly peerPort: number | undefined;
  readonly httpVersion: string;
  readonly userAgent: string | undefined;
}

/** Copies what a request says, so that nothing holds the request itself. */
export function httpFactsOf(request: FastifyRequest): HttpFacts {
  const { raw, socket } = request;
  return {
    method: raw.method ?? '',
    url: request.originalUrl,
    scheme: request.protocol,
    host: request.host,
    clientAddress: request.ip,
    peerAddress: socket.remoteAddress,
    peerPort: socket.remotePort,
    httpVersion: raw.httpVersion,
    userAgent: raw.headers['user-agent'],
  };
}

/**
 * The facts as attributes of the server span; made when somebody reads them, which is off the request's path.
 * Source: OpenTelemetry semantic conventions for HTTP server spans, stable since 1.23.
 */
export function httpAttributes(
  facts: HttpFacts,
  route: string | undefined,
): Attributes {
  const { url, peerPort, userAgent } = facts;
  const mark = url.indexOf('?');
  return {
    ...methodAttributes(facts.method),
    'url.scheme': facts.scheme,
    'url.path': mark < 0 ? url : url.slice(0, mark),
    ...(mark < 0 ? {} : { 'url.query': redactQuery(url.slice(mark + 1)) }),
    ...(route === undefined ? {} : { 'http.route': route }),
    ...splitHost(facts.host),
    'client.address': facts.clientAddress,
    'network.peer.address': facts.peerAddress ?? '',
    ...(peerPort === undefined ? {} : { 'network.peer.port': peerPort }),
    'network.protocol.version': facts.httpVersion,
    ...(userAgent === undefined ? {} : { 'user_agent.original': userAgent }),
  };
}

function splitHost(host: string): Attributes {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:\s]{1,255})(?::(\d{1,5}))?$/.exec(
    host,
  );
  if (match?.[1] === undefined) {
    return {};
  }
  return {
    'server.address': match[1],
    ...(match[2] === undefined ? {} : { 'server.port': Number(match[2]) }),
  };
}
