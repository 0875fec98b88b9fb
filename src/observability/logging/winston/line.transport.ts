import TransportStream from 'winston-transport';
import type { LineSink } from '../line/line-sink.js';
import type { PrettyLine } from '../line/pretty-line.js';
import type { LineWriter } from '../output/line-writer.js';
import type { LogRecord } from '../record/log-record.js';
import { lineOf, recordOf, type WinstonInfo } from './winston-info.js';

/** Writes lines to standard output, as JSON or for a person. */
export class LineTransport extends TransportStream implements LineSink {
  /** @param pretty how a person's lines look; undefined for JSON */
  constructor(
    private readonly writer: LineWriter,
    private readonly pretty: PrettyLine | undefined,
  ) {
    super();
  }

  override log(info: WinstonInfo, next: () => void): void {
    this.writeLine(recordOf(info), lineOf(info));
    next();
  }

  writeLine(record: LogRecord, json: string): void {
    this.writer.write(this.pretty?.encode(record) ?? json);
  }
}
