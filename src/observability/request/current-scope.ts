import { trace } from '@opentelemetry/api';
import { currentRequestRecord } from './request-record.js';
import { RecordedSpan } from './span/recorded-span.js';

/**
 * What is the same object throughout one request (what it left running when it ended, too), or throughout one trace of
 * background work; undefined outside both.
 */
export function currentScope(): object | undefined {
  const record = currentRequestRecord();
  if (record !== undefined) {
    return record.raw;
  }
  const span = trace.getActiveSpan();
  return span instanceof RecordedSpan ? span.trace : undefined;
}
