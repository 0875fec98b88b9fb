import type { Attributes } from '@opentelemetry/api';
import { cutText, redactUrl } from '../redaction/index.js';
import { knownMethod, methodAttributes } from '../request/index.js';

/** What a request is sent to. */
export interface CallTarget {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Name or address, IPv6 without brackets; the path of a Unix socket. */
  readonly host: string;
  /** Undefined for a Unix socket, and until the connection stands where the request does not say it. */
  readonly port: number | undefined;
  /** Path and query as sent, beginning with `/`; empty where there is none (`OPTIONS *`, CONNECT). */
  readonly path: string;
}

/** Characters kept of `url.full`, before the mark of a cut. */
const MAX_URL_LENGTH = 2048;

/** Reads the target of an absolute URL; undefined where it is none of HTTP. */
export function targetOfUrl(
  method: string,
  url: string,
): CallTarget | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return undefined;
  }
  const scheme = parsed.protocol === 'https:' ? 'https' : 'http';
  return {
    method,
    scheme,
    host: bareHost(parsed.hostname),
    port: parsed.port === '' ? defaultPort(scheme) : Number(parsed.port),
    path: `${parsed.pathname}${parsed.search}`,
  };
}

/** The span's name: the method, or `HTTP` where it is not a known one. */
export function spanNameOf({ method }: CallTarget): string {
  return knownMethod(method) === method ? method : 'HTTP';
}

/**
 * What is known of a call before it is answered; no userinfo and no secret of the query stands in the URL.
 * Source: OpenTelemetry semantic conventions for HTTP client spans, stable since 1.23.
 */
export function targetAttributes(target: CallTarget): Attributes {
  const { method, scheme, host, port, path } = target;
  const isSocket = host.startsWith('/');
  const name = isSocket ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const shownPort =
    port === undefined || port === defaultPort(scheme)
      ? ''
      : `:${String(port)}`;
  return {
    ...methodAttributes(method),
    'server.address': host,
    ...(port === undefined ? {} : { 'server.port': port }),
    'url.full': cutText(
      redactUrl(`${scheme}://${name}${shownPort}${path}`),
      MAX_URL_LENGTH,
    ),
  };
}

export function bareHost(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

export function defaultPort(scheme: 'http' | 'https'): number {
  return scheme === 'https' ? 443 : 80;
}
