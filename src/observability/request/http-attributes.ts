import type { Attributes } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { redactQuery } from '../redaction/index.js';
import { methodAttributes } from './known-method.js';

/**
 * What is known of a request before it is handled.
 * Source: OpenTelemetry semantic conventions for HTTP server spans, stable since 1.23.
 */
export function requestAttributes(
  request: FastifyRequest,
  route: string | undefined,
): Attributes {
  const { method } = request.raw;
  const url = request.originalUrl;
  const mark = url.indexOf('?');
  const host = splitHost(request.host);
  const userAgent = request.headers['user-agent'];
  return {
    ...methodAttributes(method ?? ''),
    'url.scheme': request.protocol,
    'url.path': mark < 0 ? url : url.slice(0, mark),
    ...(mark < 0 ? {} : { 'url.query': redactQuery(url.slice(mark + 1)) }),
    ...(route === undefined ? {} : { 'http.route': route }),
    ...host,
    'client.address': request.ip,
    'network.peer.address': request.socket.remoteAddress ?? '',
    ...(request.socket.remotePort === undefined
      ? {}
      : { 'network.peer.port': request.socket.remotePort }),
    'network.protocol.version': request.raw.httpVersion,
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
