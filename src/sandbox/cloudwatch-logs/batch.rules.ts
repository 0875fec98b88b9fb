import { invalid } from '../aws/index.js';

/** Largest batch, bytes counted as UTF-8 plus `EVENT_OVERHEAD_BYTES` an event (CloudWatch Logs API, PutLogEvents). */
const MAX_BATCH_BYTES = 1_048_576;
/** Counted with every event. */
const EVENT_OVERHEAD_BYTES = 26;
/** Largest event, counted alike. */
const MAX_EVENT_BYTES = 1_048_576;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_FUTURE_MS = 2 * HOUR_MS;
const MAX_PAST_MS = 14 * DAY_MS;

/** An event as it was sent. */
export interface InputLogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Which events of a batch are not stored, by index (CloudWatch Logs API, RejectedLogEventsInfo). */
export interface RejectedLogEventsInfo {
  /** First event that is too new, inclusive. */
  tooNewLogEventStartIndex?: number;
  /** Past the last event that is older than 14 days. */
  tooOldLogEventEndIndex?: number;
  /** Past the last event that is older than the group's retention. */
  expiredLogEventEndIndex?: number;
}

/** Bytes that the service counts for an event. */
export function eventBytes({ message }: InputLogEvent): number {
  return Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
}

/**
 * Checks the size and order of a batch.
 *
 * @throws AwsError `InvalidParameterException`.
 */
export function checkBatch(events: readonly InputLogEvent[]): void {
  const sizes = events.map(eventBytes);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest > MAX_EVENT_BYTES) {
    throw invalid(
      'PutLogEvents.event-too-large',
      `Log event too large: ${largest} bytes exceeds limit of ${MAX_EVENT_BYTES}`,
    );
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MAX_BATCH_BYTES) {
    throw invalid(
      'PutLogEvents.batch-too-large',
      `Upload too large: ${total} bytes exceeds limit of ${MAX_BATCH_BYTES}`,
    );
  }
  const unsorted = events.some(
    ({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0),
  );
  if (unsorted) {
    throw invalid(
      'PutLogEvents.order',
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  }
}

/**
 * Parts a batch in time order into what is stored and what is rejected by age.
 *
 * @param retentionInDays The group's; `undefined` keeps for ever.
 * @throws AwsError `InvalidParameterException` when the events stored would span more than 24 hours.
 */
export function sortOut(
  events: readonly InputLogEvent[],
  now: number,
  retentionInDays: number | undefined,
): { stored: InputLogEvent[]; rejected: RejectedLogEventsInfo } {
  const rejected: RejectedLogEventsInfo = {};
  const expiry = now - (retentionInDays ?? Infinity) * DAY_MS;
  const tooOld = events.filter((e) => e.timestamp < now - MAX_PAST_MS).length;
  const expired = events.filter((e) => e.timestamp < expiry).length;
  const tooNew = events.findIndex((e) => e.timestamp > now + MAX_FUTURE_MS);
  if (tooOld > 0) rejected.tooOldLogEventEndIndex = tooOld;
  if (expired > 0) rejected.expiredLogEventEndIndex = expired;
  if (tooNew !== -1) rejected.tooNewLogEventStartIndex = tooNew;
  const stored = events.slice(
    Math.max(tooOld, expired),
    tooNew === -1 ? events.length : tooNew,
  );
  const span = (stored.at(-1)?.timestamp ?? 0) - (stored[0]?.timestamp ?? 0);
  if (span > DAY_MS) {
    throw invalid(
      'PutLogEvents.span',
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
  return { stored, rejected };
}
