import { z } from 'zod';
import type { LogEventRecord } from '../store/records.js';
import { invalid } from '../aws/index.js';
import type { Operation } from './operation.js';
import {
  between,
  logGroupName,
  logStreamName,
  milliseconds,
  readParameters,
} from './parameters.js';

const MAX_PAGE = 10_000;
const range = {
  startTime: milliseconds.nullish(),
  endTime: milliseconds.nullish(),
  limit: between(1, MAX_PAGE).nullish(),
};

const getEvents = z.looseObject({
  logGroupName,
  logStreamName,
  startFromHead: z.boolean().nullish(),
  nextToken: z
    .string()
    .regex(/^[fb]\/\d+$/)
    .nullish(),
  ...range,
});

/** Reads one stream's events, by time; the last ones unless `startFromHead`. */
export const getLogEvents: Operation = (input, { groups, store }) => {
  const request = readParameters('GetLogEvents', getEvents, input);
  groups.stream(request.logGroupName, request.logStreamName);
  const found = within(
    store
      .logEvents()
      .filter(
        (event) =>
          event.logGroupName === request.logGroupName &&
          event.logStreamName === request.logStreamName,
      ),
    request,
  );
  const limit = request.limit ?? MAX_PAGE;
  const at = Number(request.nextToken?.slice(2) ?? NaN);
  const forward = request.nextToken
    ? request.nextToken.startsWith('f')
    : request.startFromHead === true;
  const origin = Number.isNaN(at) ? (forward ? 0 : found.length) : at;
  const start = forward ? origin : Math.max(0, origin - limit);
  const end = forward ? Math.min(found.length, origin + limit) : origin;
  return {
    events: found.slice(start, end).map((event) => ({
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.receivedAt,
    })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
};

const filterEvents = z.looseObject({
  logGroupName,
  logStreamNames: z.array(logStreamName).min(1).max(100).nullish(),
  logStreamNamePrefix: logStreamName.nullish(),
  filterPattern: z.string().max(1_024).nullish(),
  nextToken: z.string().regex(/^\d+$/).nullish(),
  ...range,
});

/** Searches a group's events for all terms of a pattern; JSON and column patterns are not read here. */
export const filterLogEvents: Operation = (input, { groups, store }) => {
  const request = readParameters('FilterLogEvents', filterEvents, input);
  const { logStreamNames: names, logStreamNamePrefix: prefix } = request;
  if (names && prefix) {
    throw invalid(
      'FilterLogEvents.logStreamNames',
      'logStreamNames and logStreamNamePrefix cannot be given together.',
    );
  }
  groups.group(request.logGroupName);
  const terms = termsOf(request.filterPattern ?? '');
  const found = within(
    store
      .logEvents()
      .filter(
        (event) =>
          event.logGroupName === request.logGroupName &&
          (!names || names.includes(event.logStreamName)) &&
          event.logStreamName.startsWith(prefix ?? '') &&
          terms.every((term) => event.message.includes(term)),
      ),
    request,
  );
  const start = Number(request.nextToken ?? 0);
  const end = start + (request.limit ?? MAX_PAGE);
  return {
    events: found.slice(start, end).map((event, index) => ({
      eventId: String(start + index),
      logStreamName: event.logStreamName,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.receivedAt,
    })),
    searchedLogStreams: [],
    ...(end < found.length ? { nextToken: String(end) } : {}),
  };
};

function within(
  events: readonly LogEventRecord[],
  {
    startTime,
    endTime,
  }: {
    startTime?: number | null | undefined;
    endTime?: number | null | undefined;
  },
): LogEventRecord[] {
  return events
    .filter(
      ({ timestamp }) =>
        timestamp >= (startTime ?? 0) && timestamp < (endTime ?? Infinity),
    )
    .toSorted((a, b) => a.timestamp - b.timestamp);
}

function termsOf(pattern: string): string[] {
  if (/^\s*[{[]/.test(pattern)) {
    throw invalid(
      'FilterLogEvents.filterPattern',
      'Only patterns of plain or quoted terms are read here.',
    );
  }
  return [...pattern.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}
