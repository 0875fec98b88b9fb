import { z } from 'zod';
import {
  GROUP,
  STREAM,
  useCloudWatchSandbox,
} from './cloudwatch-sandbox.spec-fixture.js';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const XRAY_ID = '1-5b8efff7-98038103d269b633813fc60c';

describe('CloudWatch Logs endpoint', () => {
  const given = useCloudWatchSandbox();
  const { call, ready, put, rules } = given;

  it('makes groups and streams, tags them, sets retention and lists them', async () => {
    const made = await call('CreateLogGroup', {
      logGroupName: GROUP,
      tags: { app: 'cruddur' },
    });
    expect(made).toMatchObject({ status: 200, json: {} });
    expect(made.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    await call('CreateLogStream', {
      logGroupName: GROUP,
      logStreamName: STREAM,
    });
    await call('PutRetentionPolicy', {
      logGroupName: GROUP,
      retentionInDays: 7,
    });
    const groups = await call('DescribeLogGroups', {
      logGroupNamePrefix: 'crud',
    });
    expect(groups.json).toMatchObject({
      logGroups: [{ logGroupName: GROUP, retentionInDays: 7, storedBytes: 0 }],
    });
    const [group] = z
      .array(z.object({ logGroupArn: z.string() }))
      .parse(groups.json['logGroups']);
    const tagged = await call('TagResource', {
      resourceArn: group?.logGroupArn,
      tags: { team: 'a' },
    });
    expect(tagged.status).toBe(200);
    const tags = await call('ListTagsForResource', {
      resourceArn: group?.logGroupArn,
    });
    expect(tags.json).toMatchObject({ tags: { team: 'a' } });
    expect(
      (await call('DescribeLogStreams', { logGroupName: GROUP })).json,
    ).toMatchObject({ logStreams: [{ logStreamName: STREAM }] });
    expect(rules()).toEqual([]);
  });

  it('lists by page', async () => {
    for (const name of ['a', 'b', 'c']) {
      await call('CreateLogGroup', { logGroupName: name });
    }
    const first = await call('DescribeLogGroups', { limit: 2 });
    expect(first.json).toMatchObject({
      logGroups: [{ logGroupName: 'a' }, { logGroupName: 'b' }],
    });
    const second = await call('DescribeLogGroups', {
      limit: 2,
      nextToken: first.json['nextToken'],
    });
    expect(second.json).toMatchObject({ logGroups: [{ logGroupName: 'c' }] });
    expect(second.json).not.toHaveProperty('nextToken');
  });

  it('stores events, finds their trace by either field and reads them back', async () => {
    await ready();
    const now = Date.now();
    const messages = [
      JSON.stringify({ trace_id: TRACE_ID, message: 'first' }),
      JSON.stringify({ xray_trace_id: XRAY_ID, message: 'second é' }),
      'plain text',
    ];
    const answer = await put(
      messages.map((message, i) => ({ timestamp: now + i, message })),
    );
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      nextSequenceToken: expect.stringMatching(/^\d{56}$/),
    });
    expect(
      given.sandbox.store.trace(TRACE_ID)?.cloudwatch.events,
    ).toMatchObject([
      {
        logGroupName: GROUP,
        logStreamName: STREAM,
        timestamp: now,
        message: messages[0],
        fields: { message: 'first' },
      },
      { fields: { message: 'second é' } },
    ]);
    expect(given.sandbox.store.logEvents()).toHaveLength(3);
    const read = await call('GetLogEvents', {
      logGroupName: GROUP,
      logStreamName: STREAM,
      limit: 1,
    });
    expect(read.json).toMatchObject({ events: [{ message: 'plain text' }] });
    const found = await call('FilterLogEvents', {
      logGroupName: GROUP,
      filterPattern: '"second é"',
    });
    expect(found.json).toMatchObject({ events: [{ message: messages[1] }] });
    expect(rules()).toEqual([]);
  });

  it('answers everyday errors without calling them violations', async () => {
    const missing = await put([{ timestamp: Date.now(), message: 'x' }]);
    expect(missing.status).toBe(400);
    expect(missing.json).toMatchObject({ __type: 'ResourceNotFoundException' });
    expect(missing.headers.get('x-amzn-errortype')).toBe(
      'ResourceNotFoundException',
    );
    await ready();
    const again = await call('CreateLogGroup', { logGroupName: GROUP });
    expect(again.json).toMatchObject({
      __type: 'ResourceAlreadyExistsException',
    });
    const streamAgain = await call('CreateLogStream', {
      logGroupName: GROUP,
      logStreamName: STREAM,
    });
    expect(streamAgain.json).toMatchObject({
      __type: 'ResourceAlreadyExistsException',
    });
    expect(rules()).toEqual([]);
    expect(given.sandbox.store.counts().cloudwatch.refused).toBe(3);
  });

  it.each([
    ['CreateLogGroup', { logGroupName: 'a b' }, 'CreateLogGroup.logGroupName'],
    [
      'CreateLogGroup',
      { logGroupName: 'aws/x' },
      'CreateLogGroup.logGroupName',
    ],
    [
      'CreateLogGroup',
      { logGroupName: 'x'.repeat(513) },
      'CreateLogGroup.logGroupName',
    ],
    [
      'CreateLogStream',
      { logGroupName: GROUP, logStreamName: 'a:b' },
      'CreateLogStream.logStreamName',
    ],
    [
      'CreateLogStream',
      { logGroupName: GROUP },
      'CreateLogStream.logStreamName',
    ],
    [
      'PutRetentionPolicy',
      { logGroupName: GROUP, retentionInDays: 2 },
      'PutRetentionPolicy.retentionInDays',
    ],
    [
      'TagResource',
      { resourceArn: 'arn:aws:s3:::b', tags: {} },
      'TagResource.resourceArn',
    ],
    [
      'ListTagsForResource',
      {
        resourceArn: `arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}:*`,
      },
      'ListTagsForResource.resourceArn',
    ],
    [
      'CreateLogGroup',
      { logGroupName: 'another', tags: { 'aws:x': 'y' } },
      'CreateLogGroup.tags.aws:x',
    ],
  ])('refuses %s of %j', async (operation, body, rule) => {
    await ready();
    const answer = await call(operation, body);
    expect(answer.json).toMatchObject({ __type: 'InvalidParameterException' });
    expect(rules()).toEqual([rule]);
  });

  it('refuses the 51st tag', async () => {
    const tags = Object.fromEntries(
      Array.from({ length: 51 }, (_, i) => [`t${i}`, '']),
    );
    const answer = await call('CreateLogGroup', { logGroupName: GROUP, tags });
    expect(answer.json).toMatchObject({ __type: 'TooManyTagsException' });
  });
});
