import { isSpanContextValid } from '@opentelemetry/api';
import {
  annotationsOf,
  type FinishedRequest,
  identityOf,
  type TraceIdentity,
  userIdOf,
} from '../../request/index.js';
import type { JsonObject } from './json-value.js';
import type { LogRecord } from './log-record.js';

/** Fields that the message tells. */
const TOLD = new Set(['remote_address', 'method', 'scheme', 'path', 'status']);

/** The access line of a finished request as a record. Its parts are made when they are read: most readers want the line alone. */
export class AccessRecord implements LogRecord {
  readonly timestamp = Date.now();
  readonly level = 'info';
  readonly context = 'Access';
  readonly error = undefined;
  readonly told = TOLD;
  readonly route: string | undefined;
  readonly userId: string | undefined;

  constructor(readonly request: FinishedRequest) {
    this.route = request.route;
    this.userId = userIdOf(request.span);
  }

  get message(): string {
    const { remoteAddress, method, scheme, path, status } = this.request;
    return `${remoteAddress} ${method} ${scheme} ${path} ${String(status)}`;
  }

  get identity(): TraceIdentity | undefined {
    const spanContext = this.request.span.spanContext();
    return isSpanContextValid(spanContext)
      ? identityOf(spanContext)
      : undefined;
  }

  get fields(): JsonObject {
    const { request } = this;
    return {
      ...Object.fromEntries(annotationsOf(request.span) ?? []),
      remote_address: request.remoteAddress,
      method: request.method,
      scheme: request.scheme,
      path: request.path,
      status: request.status,
      duration_ms: request.durationMs,
      ...(request.aborted ? { aborted: true } : {}),
    };
  }
}
