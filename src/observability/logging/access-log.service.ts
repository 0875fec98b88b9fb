import { Inject, Injectable } from '@nestjs/common';
import { isSpanContextValid } from '@opentelemetry/api';
import { WINSTON_MODULE_PROVIDER } from 'nest-winston';
import type { Logger } from 'winston';
import {
  annotationsOf,
  type FinishedRequest,
  identityOf,
  RequestObserver,
  NoTrace,
  userIdOf,
} from '../request/index.js';
import { JsonLine } from './line/json-line.js';
import { isLineSink } from './line/line-sink.js';
import type { LogRecord } from './record/log-record.js';
import { setLine, toInfo } from './winston/winston-info.js';

/** Context of the access line. */
const ACCESS_CONTEXT = 'Access';

const TOLD = new Set(['remote_address', 'method', 'scheme', 'path', 'status']);

/**
 * Writes one line for every response: remote address, method, scheme, full path and status, as the message and as fields,
 * with route, duration and what the request was annotated with. Always at level `info`: the status tells how it went, and whoever looks for failures asks for
 * `status`. It is written whatever the log level, and goes to the transports without winston's machinery in between, which
 * would cost more than the line itself.
 */
@NoTrace()
@Injectable()
export class AccessLog {
  constructor(
    @Inject(WINSTON_MODULE_PROVIDER) private readonly winston: Logger,
    @Inject(JsonLine) private readonly json: JsonLine,
    @Inject(RequestObserver) observer: RequestObserver,
  ) {
    observer.onFinished((finished) => {
      this.write(finished);
    });
  }

  private write(finished: FinishedRequest): void {
    const record = accessRecord(finished);
    const line = this.json.encode(record);
    for (const transport of this.winston.transports) {
      if (isLineSink(transport)) {
        transport.writeLine(record, line);
      } else {
        const info = toInfo(record);
        setLine(info, line);
        transport.write(info);
      }
    }
  }
}

/** The access line of a finished request. */
function accessRecord(finished: FinishedRequest): LogRecord {
  const { remoteAddress, method, scheme, path, route, status } = finished;
  const spanContext = finished.span.spanContext();
  return {
    timestamp: Date.now(),
    level: 'info',
    message: `${remoteAddress} ${method} ${scheme} ${path} ${String(status)}`,
    context: ACCESS_CONTEXT,
    identity: isSpanContextValid(spanContext)
      ? identityOf(spanContext)
      : undefined,
    route,
    userId: userIdOf(finished.span),
    fields: {
      ...Object.fromEntries(annotationsOf(finished.span) ?? []),
      remote_address: remoteAddress,
      method,
      scheme,
      path,
      status,
      duration_ms: finished.durationMs,
      ...(finished.aborted ? { aborted: true } : {}),
    },
    error: undefined,
    told: TOLD,
  };
}
