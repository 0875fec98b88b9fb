import {
  DAY,
  GROUP,
  HOUR,
  type Json,
  useCloudWatchSandbox,
} from './cloudwatch-sandbox.spec-fixture.js';

const event = (timestamp: number, message = 'x'): Json => ({
  timestamp,
  message,
});

describe('CloudWatch log batches', () => {
  const given = useCloudWatchSandbox();
  const { call, ready, put, rules } = given;

  const now = Date.now();
  it.each([
    ['no events', [], 'PutLogEvents.logEvents'],
    ['an empty message', [event(now, '')], 'PutLogEvents.logEvents.message'],
    ['no timestamp', [{ message: 'x' }], 'PutLogEvents.logEvents.timestamp'],
    [
      '10,001 events',
      Array.from({ length: 10_001 }, () => event(now)),
      'PutLogEvents.logEvents',
    ],
    ['events out of order', [event(now), event(now - 1)], 'PutLogEvents.order'],
    [
      'more than 24 hours',
      [event(now - DAY - 1), event(now)],
      'PutLogEvents.span',
    ],
    [
      'an event past 1 MiB',
      [event(now, 'x'.repeat(1_048_576 - 25))],
      'PutLogEvents.event-too-large',
    ],
    [
      'a batch past 1,048,576 bytes of UTF-8',
      [event(now, 'é'.repeat(262_131)), event(now, 'é'.repeat(262_132))],
      'PutLogEvents.batch-too-large',
    ],
  ])('refuses a batch with %s', async (_what, events, rule) => {
    await ready();
    const answer = await put(events);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      __type: 'InvalidParameterException',
      message: expect.stringMatching(/\w/),
    });
    expect(rules()).toEqual([rule]);
    expect(given.sandbox.store.logEvents()).toEqual([]);
  });

  it('takes a batch of exactly 1,048,576 bytes, and 10,000 events', async () => {
    await ready();
    const half = (1_048_576 - 52) / 2;
    expect(
      (await put([event(now, 'x'.repeat(half)), event(now, 'x'.repeat(half))]))
        .status,
    ).toBe(200);
    const many = Array.from({ length: 10_000 }, () => event(now));
    expect((await put(many)).status).toBe(200);
    expect(given.sandbox.store.counts().cloudwatch.records).toBe(10_002);
    expect(rules()).toEqual([]);
  });

  it('rejects events too old, expired or too new and stores the others', async () => {
    await ready();
    const at = Date.now();
    const answer = await put([
      event(at - 15 * DAY),
      event(at - 1_000),
      event(at),
      event(at + 3 * HOUR),
    ]);
    expect(answer.json).toMatchObject({
      rejectedLogEventsInfo: {
        tooOldLogEventEndIndex: 1,
        tooNewLogEventStartIndex: 3,
      },
    });
    expect(given.sandbox.store.logEvents()).toHaveLength(2);
    expect(rules()).toEqual(['PutLogEvents.rejected']);
    await call('PutRetentionPolicy', {
      logGroupName: GROUP,
      retentionInDays: 1,
    });
    const expired = await put([event(at - 2 * DAY), event(at)]);
    expect(expired.json).toMatchObject({
      rejectedLogEventsInfo: { expiredLogEventEndIndex: 1 },
    });
    expect(given.sandbox.store.counts().cloudwatch.refused).toBe(3);
  });
});
