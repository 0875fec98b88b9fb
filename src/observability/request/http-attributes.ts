import type { Attributes } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { redactRecurring, redactUrl } from '../redaction/index.js';
import { methodAttributes } from './known-method.js';
import type { SpanDescription } from './span/span-description.js';

/** What is known of a request before it is handled, as it was received. Copies, so that nothing holds the request itself. */
export class HttpFacts implements SpanDescription {
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

  constructor(
    request: FastifyRequest,
    readonly route: string | undefined,
  ) {
    const { raw } = request;
    const { socket } = raw;
    const { path, host = request.host } = targetOf(request.originalUrl);
    this.method = raw.method ?? '';
    this.path = redactUrl(path);
    this.scheme = request.protocol;
    this.host = redactRecurring(host);
    this.clientAddress = request.ip;
    this.peerAddress = socket.remoteAddress;
    this.peerPort = socket.remotePort;
    this.httpVersion = raw.httpVersion;
    this.userAgent = raw.headers['user-agent'];
  }

  get size(): SpanDescription['size'] {
    const { path, host, route = '', userAgent = '' } = this;
    return {
      count: 12,
      texts: path.length + host.length + route.length + userAgent.length + 64,
    };
  }

  /**
   * The facts as attributes of the server span.
   * Source: OpenTelemetry semantic conventions for HTTP server spans, stable since 1.23.
   */
  attributes(): Attributes {
    const { path, peerPort, route, userAgent } = this;
    const mark = path.indexOf('?');
    const attributes = methodAttributes(this.method);
    attributes['url.scheme'] = this.scheme;
    attributes['url.path'] = mark < 0 ? path : path.slice(0, mark);
    if (mark >= 0) {
      attributes['url.query'] = path.slice(mark + 1);
    }
    if (route !== undefined) {
      attributes['http.route'] = route;
    }
    addHost(attributes, this.host);
    attributes['client.address'] = this.clientAddress;
    attributes['network.peer.address'] = this.peerAddress ?? '';
    if (peerPort !== undefined) {
      attributes['network.peer.port'] = peerPort;
    }
    attributes['network.protocol.version'] = this.httpVersion;
    if (userAgent !== undefined) {
      attributes['user_agent.original'] = redactRecurring(userAgent);
    }
    return attributes;
  }
}

/**
 * A request target's path and query, and its host where the target is a whole URL: it goes before the header `Host`.
 * Source: RFC 9112, 3.2.2 (absolute-form).
 */
function targetOf(target: string): {
  readonly path: string;
  readonly host?: string;
} {
  // Most are a path.
  if (target.startsWith('/')) {
    return { path: target };
  }
  const [, authority, rest = ''] =
    /^https?:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [];
  return authority === undefined
    ? { path: target }
    : {
        path: rest.startsWith('/') ? rest : `/${rest}`,
        host: authority.slice(authority.lastIndexOf('@') + 1),
      };
}

/** No host has userinfo (RFC 9110, 4.2.4): what has is left out whole, as a password may stand there. */
function addHost(attributes: Attributes, host: string): void {
  const match =
    /^(\[[0-9a-fA-F:.]+\]|[^:\s@/?#\\]{1,255})(?::(\d{1,5}))?$/.exec(host);
  if (match?.[1] === undefined) {
    return;
  }
  attributes['server.address'] = match[1];
  if (match[2] !== undefined) {
    attributes['server.port'] = Number(match[2]);
  }
}
