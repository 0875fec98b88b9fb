import { z } from 'zod';
import { invalid } from '../aws/index.js';
import type { Operation } from './operation.js';
import {
  between,
  logGroupName,
  logStreamName,
  readParameters,
  tags,
} from './parameters.js';

/** Retention periods the service knows, days (CloudWatch Logs API, PutRetentionPolicy). */
const RETENTION_DAYS: ReadonlySet<number> = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
  2192, 2557, 2922, 3288, 3653,
]);

const createGroup = z.looseObject({
  logGroupName: logGroupName.refine(
    (name) => !name.startsWith('aws/'),
    'may not start with aws/',
  ),
  tags: tags.nullish(),
});

/** Makes a log group. */
export const createLogGroup: Operation = (input, { groups }) => {
  const request = readParameters('CreateLogGroup', createGroup, input);
  groups.createGroup(request.logGroupName, request.tags ?? {});
  return {};
};

const createStream = z.looseObject({ logGroupName, logStreamName });

/** Makes a log stream in a group that is there. */
export const createLogStream: Operation = (input, { groups }) => {
  const request = readParameters('CreateLogStream', createStream, input);
  groups.createStream(request.logGroupName, request.logStreamName);
  return {};
};

const putRetention = z.looseObject({
  logGroupName,
  retentionInDays: z.number().int(),
});

/** Sets how long a group's events are kept. */
export const putRetentionPolicy: Operation = (input, { groups }) => {
  const request = readParameters('PutRetentionPolicy', putRetention, input);
  if (!RETENTION_DAYS.has(request.retentionInDays)) {
    throw invalid(
      'PutRetentionPolicy.retentionInDays',
      `Value '${request.retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${[...RETENTION_DAYS].join(', ')}]`,
    );
  }
  groups.group(request.logGroupName).retentionInDays = request.retentionInDays;
  return {};
};

const tag = z.looseObject({ resourceArn: z.string().min(1).max(1_011), tags });

/** Tags a log group. */
export const tagResource: Operation = (input, { groups }) => {
  const request = readParameters('TagResource', tag, input);
  groups.tagByArn(request.resourceArn, request.tags);
  return {};
};

const listTags = z.looseObject({ resourceArn: z.string().min(1).max(1_011) });

/** The tags of a log group. */
export const listTagsForResource: Operation = (input, { groups }) => {
  const request = readParameters('ListTagsForResource', listTags, input);
  const { tags: found } = groups.groupByArn(
    request.resourceArn,
    'ListTagsForResource',
  );
  return { tags: Object.fromEntries(found) };
};

const MAX_PAGE = 50;
const page = {
  limit: between(1, MAX_PAGE).nullish(),
  nextToken: z.string().regex(/^\d+$/).nullish(),
};

const describeGroups = z.looseObject({
  logGroupNamePrefix: logGroupName.nullish(),
  ...page,
});

/** Lists groups by name, 50 a page. */
export const describeLogGroups: Operation = (input, { groups }) => {
  const request = readParameters('DescribeLogGroups', describeGroups, input);
  const found = groups
    .list()
    .filter(({ name }) => name.startsWith(request.logGroupNamePrefix ?? ''));
  const { items, nextToken } = pageOf(found, request);
  return {
    logGroups: items.map((group) => ({
      logGroupName: group.name,
      arn: `${group.arn}:*`,
      logGroupArn: group.arn,
      creationTime: group.creationTime,
      metricFilterCount: 0,
      storedBytes: group.storedBytes,
      logGroupClass: 'STANDARD',
      ...(group.retentionInDays === undefined
        ? {}
        : { retentionInDays: group.retentionInDays }),
    })),
    ...nextToken,
  };
};

const describeStreams = z.looseObject({
  logGroupName,
  logStreamNamePrefix: logStreamName.nullish(),
  orderBy: z.enum(['LogStreamName', 'LastEventTime']).nullish(),
  descending: z.boolean().nullish(),
  ...page,
});

/** Lists a group's streams by name or by last event, 50 a page. */
export const describeLogStreams: Operation = (input, { groups }) => {
  const request = readParameters('DescribeLogStreams', describeStreams, input);
  const { orderBy, logStreamNamePrefix: prefix } = request;
  if (orderBy === 'LastEventTime' && prefix) {
    throw invalid(
      'DescribeLogStreams.orderBy',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  }
  const group = groups.group(request.logGroupName);
  const found = [...group.streams.values()]
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .toSorted((a, b) =>
      orderBy === 'LastEventTime'
        ? (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0)
        : a.name < b.name
          ? -1
          : 1,
    );
  if (request.descending === true) found.reverse();
  const { items, nextToken } = pageOf(found, request);
  return {
    logStreams: items.map(({ name, ...stream }) => ({
      logStreamName: name,
      arn: `${group.arn}:log-stream:${name}`,
      storedBytes: 0,
      ...stream,
    })),
    ...nextToken,
  };
};

function pageOf<T>(
  all: readonly T[],
  {
    limit,
    nextToken,
  }: {
    limit?: number | null | undefined;
    nextToken?: string | null | undefined;
  },
): { items: T[]; nextToken: { nextToken?: string } } {
  const start = Number(nextToken ?? 0);
  const end = start + (limit ?? MAX_PAGE);
  return {
    items: all.slice(start, end),
    nextToken: end < all.length ? { nextToken: String(end) } : {},
  };
}
