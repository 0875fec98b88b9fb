import { trace } from '@opentelemetry/api';
import { currentRequestRecord } from './request-record.js';
import { RecordedSpan } from './span/recorded-span.js';

/**
 * Keeps the trace of the request (or background work) that is going on, whatever the sampler said: for the one that must
 * not be missed. It counts as one. Call it before the response has ended; outside a trace it does nothing.
 */
export function keepTrace(): void {
  const span = currentRequestRecord()?.span ?? trace.getActiveSpan();
  if (span instanceof RecordedSpan) {
    span.trace.flag();
  }
}
