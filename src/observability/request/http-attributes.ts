import type { Attributes } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { redactText, redactUrl } from '../redaction/index.js';
import { methodAttributes } from './known-method.js';

/** What is known of a request before it is handled, as it was received. */
export interface HttpFacts {
  readonly method: string;
  /** Path and query, secrets redacted; `*` where the request is for the server as a whole. */
  readonly path: string;
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
  const { path, host = request.host } = targetOf(request.originalUrl);
  return {
    method: raw.method ?? '',
    path: redactUrl(path),
    scheme: request.protocol,
    host: redactText(host),
    clientAddress: request.ip,
    peerAddress: socket.remoteAddress,
    peerPort: socket.remotePort,
    httpVersion: raw.httpVersion,
    userAgent: raw.headers['user-agent'],
  };
}

/**
 * A request target's path and query, and its host where the target is a whole URL: it goes before the header `Host`.
 * Source: RFC 9112, 3.2.2 (absolute-form).
 */
function targetOf(target: string): {
  readonly path: string;
  readonly host?: string;
} {
  const [, authority, rest = ''] =
    /^https?:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [];
  return authority === undefined
    ? { path: target }
    : {
        path: rest.startsWith('/') ? rest : `/${rest}`,
        host: authority.slice(authority.lastIndexOf('@') + 1),
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
  const { path, peerPort, userAgent } = facts;
  const mark = path.indexOf('?');
  return {
    ...methodAttributes(facts.method),
    'url.scheme': facts.scheme,
    'url.path': mark < 0 ? path : path.slice(0, mark),
    ...(mark < 0 ? {} : { 'url.query': path.slice(mark + 1) }),
    ...(route === undefined ? {} : { 'http.route': route }),
    ...splitHost(facts.host),
    'client.address': facts.clientAddress,
    'network.peer.address': facts.peerAddress ?? '',
    ...(peerPort === undefined ? {} : { 'network.peer.port': peerPort }),
    'network.protocol.version': facts.httpVersion,
    ...(userAgent === undefined
      ? {}
      : { 'user_agent.original': redactText(userAgent) }),
  };
}

/** No host has userinfo (RFC 9110, 4.2.4): what has is left out whole, as a password may stand there. */
function splitHost(host: string): Attributes {
  const match =
    /^(\[[0-9a-fA-F:.]+\]|[^:\s@/?#\\]{1,255})(?::(\d{1,5}))?$/.exec(host);
  if (match?.[1] === undefined) {
    return {};
  }
  return {
    'server.address': match[1],
    ...(match[2] === undefined ? {} : { 'server.port': Number(match[2]) }),
  };
}
