import type { LogRecord } from '../record/log-record.js';

/** A winston transport that can also be handed a finished line, past winston. */
export interface LineSink {
  /**
   * @param record the record, for a sink that writes it in another form
   * @param json the record as a line of JSON
   */
  writeLine(record: LogRecord, json: string): void;
}

export function isLineSink(transport: object): transport is LineSink {
  return 'writeLine' in transport;
}
