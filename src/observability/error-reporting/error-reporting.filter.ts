import type { IncomingMessage } from 'node:http';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Inject,
  Injectable,
  NotFoundException,
} from '@nestjs/common';
import { context, isSpanContextValid } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import {
  isExpectedError,
  recordException,
  type RequestRecord,
  requestRecordOf,
  NoTrace,
} from '../request/index.js';
import { ErrorReporter } from './error-reporter.service.js';
import { logException } from './log-exception.js';
import { rawResponseOf, type Reply, sendAnswer } from './problem/answer.js';
import { failureOf } from './problem/failure-of.js';
import { problemAnswer } from './problem/problem-answer.js';

/** What Nest hands a filter: Fastify's request, or Node's own where a middleware failed. */
type Request = FastifyRequest | IncomingMessage;

/**
 * The last filter: answers every exception as problem+json (RFC 9457), a list of error codes as it is, and logs and reports
 * what ends in a status of 500 or more, inside the request's own trace; the occurrence's uuid stands in the answer and in the
 * log line. What `@ExpectedErrors()` names is logged as a warning and not reported. Never throws, but for exceptions of other than HTTP, which it
 * reports and hands on.
 */
@NoTrace()
@Injectable()
@Catch()
export class ErrorReportingFilter implements ExceptionFilter {
  constructor(
    @Inject(ErrorReporter) private readonly reporter: ErrorReporter,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      this.reporter.error(exception);
      throw exception;
    }
    const http = host.switchToHttp();
    this.handle(exception, http.getRequest(), http.getResponse());
  }

  /** Answers one exception of one request, in the context of that request. */
  handle(exception: unknown, request: Request, reply: Reply): void {
    const record = requestRecordOf('raw' in request ? request.raw : request);
    const answer = (): void => {
      this.answer(exception, request, reply, record);
    };
    if (record === undefined) {
      answer();
    } else {
      context.with(record.context, answer);
    }
  }

  private answer(
    exception: unknown,
    request: Request,
    reply: Reply,
    record: RequestRecord | undefined,
  ): void {
    try {
      const failure = isUnknownPath(exception, request)
        ? { status: 404 }
        : failureOf(exception);
      const occurrence =
        failure.status >= 500 ? this.failed(exception, record) : undefined;
      const url = 'originalUrl' in request ? request.originalUrl : request.url;
      sendAnswer(
        reply,
        problemAnswer(failure, url ?? '/', {
          traceId: traceIdOf(record),
          occurrence,
        }),
      );
    } catch {
      rawResponseOf(reply).destroy();
    }
  }

  /** @returns the uuid of the occurrence, where one is reported */
  private failed(
    exception: unknown,
    record: RequestRecord | undefined,
  ): string | undefined {
    if (record !== undefined) {
      record.error = exception;
      record.failureTold = true;
      recordException(record.span, exception);
    }
    if (isExpectedError(exception)) {
      logException(exception, 'warn');
      return undefined;
    }
    const uuid = this.reporter.error(exception);
    logException(exception, 'error', uuid);
    return uuid;
  }
}

/** Nest's own message for a path that no route knows repeats the URL, query and all. */
function isUnknownPath(exception: unknown, request: Request): boolean {
  return (
    'is404' in request &&
    request.is404 &&
    exception instanceof NotFoundException
  );
}

function traceIdOf(record: RequestRecord | undefined): string | undefined {
  const spanContext = record?.span.spanContext();
  return spanContext !== undefined && isSpanContextValid(spanContext)
    ? spanContext.traceId
    : undefined;
}
