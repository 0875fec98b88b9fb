import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  abandonSpans,
  markAbandoned,
  PROCESS_CRASHED,
} from './abandon-spans.js';
import { announcedTrace } from './announced-trace.js';
import { requestBodyBytes, responseBodyBytes } from './body-sizes.js';
import {
  CLIENT_CLOSED_REQUEST,
  CLIENT_DISCONNECTED,
  RESPONSE_BROKEN_OFF,
} from './client-disconnected.js';
import { followWallClock, spanTimeMs } from './clock.js';
import { HttpFacts } from './http-attributes.js';
import { knownMethod } from './known-method.js';
import { LinkedList } from './linked-list.js';
import { noteRefusal } from './refusals.js';
import {
  type ClientError,
  refusedRequest,
  statusOfClientError,
} from './refused-request.js';
import {
  currentRequestRecord,
  type FinishedRequest,
  keepRequestRecord,
  type RequestRecord,
  requestRecordOf,
  withRequest,
} from './request-record.js';
import type { UserDetails } from './request-user.js';
import { errorType, hasLeft, statusOf } from './response-end.js';
import { warnOnce } from './warn-once.js';
import { routeOf, spanNameOf } from './request-name.js';
import { withPeer } from './sampling/caller-peer.js';
import { RecordedSpan } from './span/recorded-span.js';
import { startSpan } from './work-span.js';

/** Opens a server span for every request and tells its listeners when the response has ended. */
export class RequestObserver {
  /** In the order in which they began. */
  private readonly openRequests = new LinkedList<RequestRecord>();
  private readonly listeners = new Set<(finished: FinishedRequest) => void>();
  private userDetails: UserDetails | undefined;
  /** One for all responses: a closure for each would hold its request. */
  private readonly onClose: (this: ServerResponse) => void;

  constructor() {
    const finish = (record: RequestRecord): void => {
      this.finish(record);
    };
    this.onClose = function (this: ServerResponse): void {
      const record = requestRecordOf(this.req);
      if (record !== undefined) {
        context.with(record.context, finish, undefined, record);
      }
    };
  }

  /** Requests whose response has not ended yet. */
  get open(): number {
    return this.openRequests.size;
  }

  /**
   * Resolves when no request is open, or after `limitMs` milliseconds. A connection that is cut ends its request a moment
   * after the server has closed.
   */
  async whenIdle(limitMs: number): Promise<void> {
    if (this.open > 0) {
      const limit = new AbortController();
      const idle = new Promise<void>((resolve) => {
        const stopListening = this.onFinished(() => {
          if (this.open === 0) {
            stopListening();
            resolve();
          }
        });
      });
      await Promise.race([
        idle,
        wait(limitMs, undefined, { signal: limit.signal }),
      ]);
      limit.abort();
    }
  }

  /** Requests whose response has not ended yet, the oldest first. */
  openRecords(): Iterable<RequestRecord> {
    return this.openRequests;
  }

  /** Responses that have not ended yet. */
  *openResponses(): Iterable<RequestRecord['response']> {
    for (const { response } of this.openRequests) {
      yield response;
    }
  }

  /** Open requests that began before a time of the spans' clock, the oldest first. */
  *startedBefore(timeMs: number): Iterable<RequestRecord> {
    for (const record of this.openRequests) {
      if (record.startedAt >= timeMs) {
        return;
      }
      yield record;
    }
  }

  /** Asks that more than the id of a request's user be kept, from now on. */
  keepUserDetails(details: UserDetails): void {
    this.userDetails = details;
  }

  /** Adds a listener; it must not throw or block. The returned function removes it. */
  onFinished(listener: (finished: FinishedRequest) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins the record of a request; the record it already has when it was begun before. */
  begin(request: FastifyRequest, reply: FastifyReply): RequestRecord {
    const begun = requestRecordOf(request.raw);
    if (begun !== undefined) {
      return begun;
    }
    followWallClock();
    const startedAt = spanTimeMs();
    const { raw } = request;
    const route = routeOf(request);
    const method = knownMethod(raw.method ?? '');
    const facts = new HttpFacts(request, route);
    const caller = callerOf(request);
    const span = startSpan(
      spanNameOf(method, route),
      {
        kind: SpanKind.SERVER,
        startTime: startedAt,
        description: facts,
      },
      caller,
    );
    const record: RequestRecord = {
      raw,
      response: reply.raw,
      reply,
      startedAt,
      context: trace.setSpan(withRequest(caller, raw), span),
      span,
      route,
      method,
      scheme: facts.scheme,
      httpVersion: facts.httpVersion,
      path: facts.path,
      host: facts.host,
      remoteAddress: facts.clientAddress,
      params: request.params,
      userDetails: this.userDetails,
    };
    keepRequestRecord(record);
    this.openRequests.add(record);
    for (const [name, value] of announcedTrace(span.spanContext())) {
      reply.header(name, value);
    }
    reply.raw.on('close', this.onClose);
    return record;
  }

  /** Records what Node's parser refuses: a request of its own, or the rest of one that has begun. */
  refuse(error: ClientError, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      return;
    }
    const begun = this.unfinishedOn(socket);
    if (begun !== undefined) {
      // An end in the middle is a client that left.
      if (error.code !== 'HPE_INVALID_EOF_STATE') {
        begun.refusedWith = statusOfClientError(error);
      }
      noteRefusal(socket, begun.span.spanContext());
      return;
    }
    const finished = refusedRequest(error, socket);
    noteRefusal(socket, finished.span.spanContext());
    this.tell(finished);
    finished.span.end(finished.startedAt);
  }

  /** The request whose body is still expected on a socket. */
  private unfinishedOn(socket: Socket): RequestRecord | undefined {
    for (const record of this.openRequests) {
      if (record.raw.socket === socket && !record.raw.complete) {
        return record;
      }
    }
    return undefined;
  }

  /**
   * Ends all open requests, and the spans in them, as ones that the process does not live to answer. The request in which it
   * is called is the one that `error` came from.
   */
  abandon(error: unknown): void {
    const failed = currentRequestRecord();
    for (const record of this.openRequests) {
      const failure = record === failed ? { error } : undefined;
      const { span, response } = record;
      if (failure !== undefined) {
        record.error ??= error;
      }
      if (!response.headersSent) {
        response.statusCode = 500;
      }
      if (span instanceof RecordedSpan) {
        abandonSpans(
          span.trace.openSpans().filter((it) => it !== span),
          failure,
        );
        markAbandoned(span, failure);
      }
      context.with(record.context, () => {
        this.finish(record, PROCESS_CRASHED);
      });
    }
  }

  /** @param brokenOffBy `error.type` of a response that did not reach its end, where no exception tells why */
  private finish(
    record: RequestRecord,
    brokenOffBy: string = RESPONSE_BROKEN_OFF,
  ): void {
    if (!this.openRequests.delete(record)) {
      return;
    }
    const { response, span, startedAt, refusedWith } = record;
    const endedAt = spanTimeMs();
    const aborted = !response.writableFinished && refusedWith === undefined;
    const left = aborted && hasLeft(record.raw.socket);
    const status = left
      ? CLIENT_CLOSED_REQUEST
      : (refusedWith ?? statusOf(response, aborted));
    const finished: FinishedRequest = {
      startedAt,
      span,
      route: record.route,
      method: record.method,
      scheme: record.scheme,
      httpVersion: record.httpVersion,
      path: record.path,
      remoteAddress: record.remoteAddress,
      ...(record.user === undefined ? {} : { user: record.user }),
      ...('error' in record ? { error: record.error } : {}),
      status,
      aborted,
      requestBodyBytes: requestBodyBytes(record.raw),
      responseBodyBytes: responseBodyBytes(
        response,
        record.reply.getHeader('content-length'),
      ),
      durationMs: Math.round((endedAt - startedAt) * 1000) / 1000,
      failureTold: record.failureTold === true,
    };
    if (!left) {
      noteOn(span, 'http.response.status_code', status);
    }
    const failed = aborted || status >= 500;
    if (failed || status >= 400) {
      span.setAttribute(
        'error.type',
        left
          ? CLIENT_DISCONNECTED
          : errorType(record, aborted ? brokenOffBy : status),
      );
    }
    if (failed && !hasFailed(span)) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.tell(finished);
    span.end(endedAt);
  }

  private tell(finished: FinishedRequest): void {
    for (const listener of this.listeners) {
      try {
        listener(finished);
      } catch (error) {
        warnOnce(listener, 'A listener of finished requests', error);
      }
    }
  }
}

function noteOn(span: Span, key: string, value: number): void {
  if (span instanceof RecordedSpan) {
    span.note(key, value);
  } else {
    span.setAttribute(key, value);
  }
}

/** Whether an exception has set the status already, with its message. */
function hasFailed(span: Span): boolean {
  return (
    span instanceof RecordedSpan && span.status.code === SpanStatusCode.ERROR
  );
}

/** The trace that a request continues, and who brought it. */
function callerOf({ raw, socket }: FastifyRequest): Context {
  const caller = propagation.extract(ROOT_CONTEXT, raw.headers);
  return caller === ROOT_CONTEXT
    ? caller
    : withPeer(caller, socket.remoteAddress);
}
