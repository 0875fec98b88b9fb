import { type Attributes, SpanKind } from '@opentelemetry/api';
import {
  CLIENT_CLOSED_REQUEST,
  CLIENT_DISCONNECTED,
} from '../../request/index.js';
import { cutText } from './bounded-text.js';
import type { Growing, HttpBlock } from './segment-document.js';

/** Characters of each text in the block. Source: AWS X-Ray segment document schema 1.0.0. */
const MAX_TEXT_LENGTH = 250;

/** Attributes that the block tells; they need not stand in the metadata too. */
export const HTTP_BLOCK_ATTRIBUTES: readonly string[] = [
  'http.request.method',
  'http.request.method_original',
  'http.response.status_code',
  'http.response.body.size',
  'url.scheme',
  'url.path',
  'url.full',
  'user_agent.original',
  'client.address',
];

/** The `http` block of a span that serves or makes an HTTP request; undefined for any other. The query is left out: it is where secrets travel. */
export function httpBlockOf(
  kind: SpanKind,
  attributes: Attributes,
): HttpBlock | undefined {
  const method = text(
    attributes['http.request.method_original'] ??
      attributes['http.request.method'],
  );
  const status = httpStatusOf(attributes);
  if (method === undefined && status === undefined) {
    return undefined;
  }
  const served = kind === SpanKind.SERVER;
  const url = served ? servedUrl(attributes) : calledUrl(attributes);
  const userAgent = served
    ? text(attributes['user_agent.original'])
    : undefined;
  const clientIp = served ? text(attributes['client.address']) : undefined;
  const peer = attributes['network.peer.address'];
  const isForwarded = clientIp !== undefined && peer !== clientIp;
  const block: Growing<HttpBlock> = {};
  if (method !== undefined) {
    const request: Growing<Required<HttpBlock>['request']> = { method };
    if (url !== undefined) {
      request.url = url;
    }
    if (userAgent !== undefined) {
      request.user_agent = userAgent;
    }
    if (clientIp !== undefined) {
      request.client_ip = clientIp;
    }
    if (isForwarded && peer !== undefined) {
      // The address came from a header that a trusted proxy wrote.
      request.x_forwarded_for = true;
    }
    block.request = request;
  }
  if (status !== undefined) {
    const length = attributes['http.response.body.size'];
    block.response =
      typeof length === 'number' && Number.isSafeInteger(length)
        ? { status, content_length: length }
        : { status };
  }
  return block;
}

/** The status sent or received; 499 where the client left first; undefined where nothing came back. */
export function httpStatusOf(attributes: Attributes): number | undefined {
  const status = attributes['http.response.status_code'];
  if (typeof status === 'number' && Number.isInteger(status)) {
    return status;
  }
  return attributes['error.type'] === CLIENT_DISCONNECTED
    ? CLIENT_CLOSED_REQUEST
    : undefined;
}

function servedUrl(attributes: Attributes): string | undefined {
  const path = text(attributes['url.path']);
  const scheme = text(attributes['url.scheme']);
  const host = text(attributes['server.address']);
  const port = attributes['server.port'];
  if (
    path?.startsWith('/') !== true ||
    scheme === undefined ||
    host === undefined
  ) {
    return path;
  }
  return cutText(
    `${scheme}://${host}${typeof port === 'number' ? `:${String(port)}` : ''}${path}`,
    MAX_TEXT_LENGTH,
  );
}

function calledUrl(attributes: Attributes): string | undefined {
  const full = text(attributes['url.full']);
  if (full === undefined) {
    return undefined;
  }
  const end = full.search(/[?#]/);
  return (end < 0 ? full : full.slice(0, end)).replace(
    /^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i,
    '$1',
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? cutText(value, MAX_TEXT_LENGTH)
    : undefined;
}
