import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { IncomingMessage } from 'node:http';
import {
  type Context,
  context,
  createContextKey,
  type Span,
} from '@opentelemetry/api';
import { LinkedContext } from './linked-context.js';
import type { Linked } from './linked-list.js';
import type { RequestUser, UserDetails } from './request-user.js';

/** One request from its first byte to the end of its response; the facts that log line, span and error report share. */
export interface RequestRecord extends Linked<RequestRecord> {
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
  readonly reply: FastifyReply;
  /** Milliseconds since the epoch, with fractions. */
  readonly startedAt: number;
  /** The OpenTelemetry context that holds the server span: active in everything the request does. */
  readonly context: Context;
  readonly span: Span;
  /** Route template (`/api/activities/@:handle`); undefined where no route matched. */
  readonly route: string | undefined;
  readonly method: string;
  readonly scheme: string;
  /** `1.1`; undefined where Node's parser refused the request. */
  readonly httpVersion?: string | undefined;
  /** Path and query as received, secrets in the query redacted. */
  readonly path: string;
  /** Host that the request is for, with its port: of the target where that is a whole URL, else the header `Host`. */
  readonly host: string;
  /** Address of the client, as far as proxies are trusted. */
  readonly remoteAddress: string;
  /** Parameters of the route as its path gave them, decoded; not redacted. */
  readonly params: unknown;
  /** What is kept of the request's user beside the id. */
  readonly userDetails: UserDetails | undefined;
  /** Whom `identifyUser` named. */
  user?: RequestUser;
  /** Whether a status of 500 or more needs no report any more: its exception has one, or it is no failure (`expectFailure`). */
  failureTold?: boolean;
  /** The exception that ended the request, where one did. */
  error?: unknown;
  /** Status with which Node's parser ended the request, the rest of which was no HTTP. */
  refusedWith?: number;
}

/** A request whose response has ended. */
export interface FinishedRequest extends Pick<
  RequestRecord,
  | 'startedAt'
  | 'span'
  | 'route'
  | 'method'
  | 'scheme'
  | 'httpVersion'
  | 'path'
  | 'remoteAddress'
  | 'user'
  | 'error'
> {
  /** Status sent, or 499 when the client left before a response was complete. */
  readonly status: number;
  /** To the microsecond. */
  readonly durationMs: number;
  /** Bytes of the request's body; undefined where nobody can say. */
  readonly requestBodyBytes?: number | undefined;
  /** Bytes of the response's body; undefined where nobody can say. */
  readonly responseBodyBytes?: number | undefined;
  /** Whether the response did not reach its end: the client left, or (with another status than 499) it was broken off. */
  readonly aborted: boolean;
  /** Whether a status of 500 or more needs no report any more. */
  readonly failureTold: boolean;
}

const REQUEST = createContextKey('HTTP request');
const RECORD: unique symbol = Symbol('request record');

/**
 * The record stands on Node's own request object: entries of a WeakMap are only let go of by full collections, and with them
 * whole requests (docs/performance.md).
 */
declare module 'node:http' {
  interface IncomingMessage {
    [RECORD]?: RequestRecord;
  }
}

export function keepRequestRecord(record: RequestRecord): void {
  record.raw[RECORD] = record;
}

/** The record of a request by Node's own request object (Fastify: `request.raw`). */
export function requestRecordOf(
  raw: IncomingMessage,
): RequestRecord | undefined {
  return raw[RECORD];
}

/** The context in which `raw` is the request being handled. */
export function withRequest(parent: Context, raw: IncomingMessage): Context {
  return LinkedContext.on(parent, REQUEST, raw);
}

/** The record of the request being handled; undefined outside a request. */
export function currentRequestRecord(): RequestRecord | undefined {
  const raw = context.active().getValue(REQUEST);
  return raw instanceof IncomingMessage ? raw[RECORD] : undefined;
}
