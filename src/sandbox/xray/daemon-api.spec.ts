import { z } from 'zod';
import {
  segment,
  useXRaySandbox,
  type Json,
} from './xray-sandbox.spec-fixture.js';

const quotaOf = (answer: Json): unknown =>
  z
    .array(z.looseObject({ ReservoirQuota: z.number() }))
    .parse(answer['SamplingTargetDocuments'])[0]?.ReservoirQuota;

describe('X-Ray daemon by TCP', () => {
  const given = useXRaySandbox();
  const { rules, post } = given;

  it('serves the default sampling rule in the form the service gives it', async () => {
    const answer = await post('/GetSamplingRules', {});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      NextToken: null,
      SamplingRuleRecords: [
        {
          CreatedAt: expect.any(Number),
          SamplingRule: {
            RuleName: 'Default',
            Priority: 9_999,
            FixedRate: 0.05,
            ReservoirSize: 1,
            ServiceName: '*',
            ServiceType: '*',
            Host: '*',
            HTTPMethod: '*',
            URLPath: '*',
            ResourceARN: '*',
            Version: 1,
            Attributes: {},
          },
        },
      ],
    });
  });

  const report = async (
    clientId: string,
    ruleName = 'cruddur',
  ): Promise<Json> => {
    const answer = await post('/SamplingTargets', {
      SamplingStatisticsDocuments: [
        {
          RuleName: ruleName,
          ClientID: clientId,
          Timestamp: Math.floor(Date.now() / 1_000),
          RequestCount: 10,
          SampledCount: 2,
          BorrowCount: 1,
        },
      ],
    });
    expect(answer.status).toBe(200);
    return z.record(z.string(), z.unknown()).parse(await answer.json());
  };

  it('shares a reservoir among the clients that report', async () => {
    given.sandbox.samplingRules.set([
      { RuleName: 'cruddur', Priority: 1, FixedRate: 0.1, ReservoirSize: 5 },
    ]);
    expect(await report('a'.repeat(24))).toMatchObject({
      SamplingTargetDocuments: [
        {
          RuleName: 'cruddur',
          FixedRate: 0.1,
          ReservoirQuota: 5,
          ReservoirQuotaTTL: expect.any(Number),
          Interval: 10,
        },
      ],
      LastRuleModification: expect.any(Number),
      UnprocessedStatistics: [],
    });
    expect(quotaOf(await report('b'.repeat(24)))).toBe(2);
    expect(quotaOf(await report('a'.repeat(24)))).toBe(3);
    expect(await report('a'.repeat(24), 'unknown')).toMatchObject({
      SamplingTargetDocuments: [],
      UnprocessedStatistics: [{ RuleName: 'unknown' }],
    });
    expect(rules()).toEqual([]);
  });

  it.each([
    [
      '/SamplingTargets',
      {},
      400,
      'SamplingTargets.SamplingStatisticsDocuments',
    ],
    [
      '/SamplingTargets',
      { SamplingStatisticsDocuments: [{ RuleName: 'r' }] },
      400,
      'SamplingTargets.SamplingStatisticsDocuments.ClientID',
    ],
    ['/SamplingTargets', '{', 400, 'SamplingTargets'],
    ['/TraceSegments', {}, 400, 'TraceSegments.TraceSegmentDocuments'],
    ['/Anything', {}, 404, 'request.path'],
  ])('refuses POST %s of %j with %i', async (path, body, status, rule) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-amzn-errortype')).toBe(
      'InvalidRequestException',
    );
    expect(rules()).toEqual([rule]);
  });

  it('takes PutTraceSegments and names what it leaves unprocessed', async () => {
    const answer = await post('/TraceSegments', {
      TraceSegmentDocuments: [
        JSON.stringify(segment()),
        JSON.stringify(segment({ id: '1' })),
        JSON.stringify(
          segment({ metadata: { m: { big: 'x'.repeat(70_000) } } }),
        ),
      ],
    });
    expect(await answer.json()).toMatchObject({
      UnprocessedTraceSegments: [{ Id: '1' }, { Id: '70de5b6f19ff9a0a' }],
    });
    expect(rules().toSorted()).toEqual(['document.too-large', 'segment.id']);
    expect(given.sandbox.store.segments()).toHaveLength(1);
  });
});
