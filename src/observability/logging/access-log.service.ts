import { Inject, Injectable } from '@nestjs/common';
import { WINSTON_MODULE_PROVIDER } from 'nest-winston';
import type { Logger } from 'winston';
import {
  type FinishedRequest,
  NoTrace,
  RequestObserver,
} from '../request/index.js';
import { AccessLine } from './line/access-line.js';
import { JsonLine } from './line/json-line.js';
import { isLineSink } from './line/line-sink.js';
import { AccessRecord } from './record/access-record.js';
import { setLine, toInfo } from './winston/winston-info.js';

/**
 * Writes one line for every response: remote address, method, scheme, full path and status, as the message and as fields,
 * with route, duration and what the request was annotated with. Always at level `info`: the status tells how it went, and whoever looks for failures asks for
 * `status`. It is written whatever the log level, and goes to the transports without winston's machinery in between, which
 * would cost more than the line itself.
 */
@NoTrace()
@Injectable()
export class AccessLog {
  private readonly line: AccessLine;

  constructor(
    @Inject(WINSTON_MODULE_PROVIDER) private readonly winston: Logger,
    @Inject(JsonLine) json: JsonLine,
    @Inject(RequestObserver) observer: RequestObserver,
  ) {
    this.line = new AccessLine(json);
    observer.onFinished((finished) => {
      this.write(finished);
    });
  }

  private write(finished: FinishedRequest): void {
    const record = new AccessRecord(finished);
    const line = this.line.encode(record);
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
