import { z } from 'zod';
import { nestsTooDeeply } from '../store/nesting.js';
import type { JsonObject, LogEventRecord } from '../store/records.js';
import type { Arrival } from '../store/payload.js';
import { traceIdOf } from '../store/trace-id.js';
import {
  checkBatch,
  eventBytes,
  type InputLogEvent,
  sortOut,
} from './batch.rules.js';
import type { Operation } from './operation.js';
import {
  logGroupName,
  logStreamName,
  milliseconds,
  readParameters,
} from './parameters.js';

const MAX_EVENTS = 10_000;
/** Length of the tokens that the service gives. */
const TOKEN_DIGITS = 56;

const parameters = z.looseObject({
  logGroupName,
  logStreamName,
  logEvents: z
    .array(
      z.looseObject({ timestamp: milliseconds, message: z.string().min(1) }),
    )
    .min(1)
    .max(MAX_EVENTS),
  sequenceToken: z.string().min(1).nullish(),
});

let tokens = 0;

/**
 * Stores a batch of log events. The sequence token is ignored, as the service
 * does now. Events too old, expired or too new are named in
 * `rejectedLogEventsInfo`, the others stored.
 */
export const putLogEvents: Operation = (input, { groups, store, arrival }) => {
  const request = readParameters('PutLogEvents', parameters, input);
  const group = groups.group(request.logGroupName);
  const stream = groups.stream(group.name, request.logStreamName);
  checkBatch(request.logEvents);
  const now = arrival.receivedAt;
  const { stored, rejected } = sortOut(
    request.logEvents,
    now,
    group.retentionInDays,
  );
  for (const event of stored) {
    group.storedBytes += eventBytes(event);
    store.keep(toRecord(event, group.name, stream.name, arrival));
  }
  const [first] = stored;
  const last = stored.at(-1);
  if (first && last) {
    stream.firstEventTimestamp = Math.min(
      first.timestamp,
      stream.firstEventTimestamp ?? Infinity,
    );
    stream.lastEventTimestamp = Math.max(
      last.timestamp,
      stream.lastEventTimestamp ?? 0,
    );
    stream.lastIngestionTime = now;
  }
  const nextSequenceToken = String(++tokens).padStart(TOKEN_DIGITS, '49');
  const turnedAway = request.logEvents.length - stored.length;
  if (turnedAway === 0) return { nextSequenceToken };
  store.countRefused('cloudwatch', turnedAway);
  store.violate(
    'cloudwatch',
    [
      {
        rule: 'PutLogEvents.rejected',
        message: `${turnedAway} of ${request.logEvents.length} events are outside the time that is taken.`,
        refused: true,
      },
    ],
    rejected,
  );
  return { nextSequenceToken, rejectedLogEventsInfo: rejected };
};

function toRecord(
  { timestamp, message }: InputLogEvent,
  groupName: string,
  streamName: string,
  arrival: Arrival,
): LogEventRecord {
  const fields = parseObject(message);
  const traceId = traceIdOf(fields);
  return {
    kind: 'logEvent',
    vendor: 'cloudwatch',
    ...(traceId === undefined ? {} : { traceId }),
    ...arrival,
    logGroupName: groupName,
    logStreamName: streamName,
    timestamp,
    message,
    ...(fields ? { fields } : {}),
  };
}

function parseObject(message: string): JsonObject | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null && !nestsTooDeeply(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
