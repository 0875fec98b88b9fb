import TransportStream from 'winston-transport';
import type { LineSink } from '../line/line-sink.js';
import type { LogRecord } from '../record/log-record.js';
import { recordOf, type WinstonInfo } from '../winston/winston-info.js';
import { otlpLogRecord } from './otlp-log-record.js';
import type { OtlpLogsSink } from './otlp-logs.sink.js';

/** Writes log lines to OTLP. */
export class OtlpLogTransport extends TransportStream implements LineSink {
  constructor(private readonly sink: OtlpLogsSink) {
    super();
  }

  override log(info: WinstonInfo, next: () => void): void {
    this.writeLine(recordOf(info));
    next();
  }

  writeLine(record: LogRecord): void {
    this.sink.accept(otlpLogRecord(record));
  }
}
