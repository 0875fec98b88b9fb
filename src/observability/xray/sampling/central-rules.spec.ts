import { CentralRulesRig, START } from './central-rules.spec-rig.js';

describe('CentralRules', () => {
  let rig: CentralRulesRig;

  beforeEach(async () => {
    rig = await CentralRulesRig.start();
  });
  afterEach(() => rig.close());

  it('keeps a share beyond the reservoir, whose weights add up', async () => {
    rig.daemon.serveRules({ FixedRate: 0.1, ReservoirSize: 1 });
    await rig.rules.refresh();
    let reservoir = 0;
    let byRate = 0;
    for (let index = 0; index < 10_000; index += 1) {
      rig.now += 10;
      const decision = rig.decide();
      if (decision?.sampled === true) {
        reservoir += decision.probability === 1 ? 1 : 0;
        byRate += decision.probability === 1 ? 0 : 1;
      }
    }
    // 100 seconds: one borrowed in each; of the other 9,900 a binomial share of 10 %, five standard deviations wide.
    expect(reservoir).toBeGreaterThanOrEqual(100);
    expect(reservoir).toBeLessThanOrEqual(101);
    const rest = 10_000 - reservoir;
    const deviation = Math.sqrt(rest * 0.1 * 0.9);
    expect(Math.abs(byRate - rest * 0.1)).toBeLessThan(5 * deviation);
    expect(Math.abs(reservoir + byRate * 10 - 10_000)).toBeLessThan(
      50 * deviation,
    );
  });

  it('borrows one a second until it is granted a quota, then keeps exactly that, until it has run out', async () => {
    rig.daemon.serveRules({ ReservoirSize: 50 });
    await rig.rules.refresh();
    expect([rig.kept(100), rig.kept(100)]).toEqual([1, 0]);
    rig.now += 1000;
    expect(rig.kept(100)).toBe(1);

    rig.grant({ ReservoirQuota: 7, ReservoirQuotaTTL: rig.now / 1000 + 10 });
    await rig.rules.report();
    for (let second = 1; second < 10; second += 1) {
      rig.now = START + 1000 + second * 1000;
      expect([rig.kept(50), rig.kept(50)]).toEqual([7, 0]);
    }
    rig.now += 1000;
    expect(rig.kept(100)).toBe(1);
    expect(rig.daemon.callsTo('/SamplingTargets')[0]).toMatchObject({
      SamplingStatisticsDocuments: [
        {
          RuleName: 'any',
          ClientID: expect.stringMatching(/^[0-9a-f]{24}$/),
          RequestCount: 300,
          SampledCount: 2,
          BorrowCount: 2,
          Timestamp: START / 1000 + 1,
        },
      ],
    });
  });

  it('follows the rate that the service sets, until the rule itself changes', async () => {
    rig.daemon.serveRules({ FixedRate: 0 });
    await rig.rules.refresh();
    expect(rig.kept(50)).toBe(0);
    rig.grant({ FixedRate: 1 });
    await rig.rules.report();
    expect(rig.kept(50)).toBe(50);
    await rig.rules.refresh();
    expect(rig.kept(50)).toBe(50);
    rig.daemon.serveRules({ FixedRate: 0.0001 });
    await rig.rules.refresh();
    expect(rig.kept(50)).toBeLessThan(5);
  });

  it('asks the first rule that fits, and says which it was', async () => {
    rig.daemon.serveRules(
      { RuleName: 'Default', Priority: 9999, FixedRate: 0 },
      { RuleName: 'home', Priority: 1, FixedRate: 1, URLPath: '/home' },
    );
    await rig.rules.refresh();
    expect(rig.decide('/home')).toMatchObject({
      sampled: true,
      probability: 1,
      attributes: { 'aws.xray.sampling_rule': 'home' },
    });
    expect(rig.decide('/other')).toMatchObject({
      sampled: false,
      attributes: { 'aws.xray.sampling_rule': 'Default' },
    });
  });

  it('reports a rule as often as the service asks, and no rule that was not used', async () => {
    rig.daemon.serveRules({}, { RuleName: 'unused', Priority: 9000 });
    await rig.rules.refresh();
    rig.grant({ Interval: 30 });
    for (let index = 0; index < 7; index += 1) {
      rig.decide();
      await rig.rules.report();
      rig.now += 10_000;
    }
    const reports = rig.daemon.callsTo('/SamplingTargets');
    expect(reports).toHaveLength(3);
    expect(JSON.stringify(reports)).not.toContain('unused');
  });

  it('tells 25 rules a call, and every rule', async () => {
    rig.daemon.serveRules(
      ...Array.from({ length: 60 }, (_, index) => ({
        RuleName: `rule ${String(index)}`,
        URLPath: `/${String(index)}`,
      })),
    );
    await rig.rules.refresh();
    for (let index = 0; index < 60; index += 1) {
      rig.decide(`/${String(index)}`);
    }
    rig.daemon.answers.set('/SamplingTargets', () => ({
      SamplingTargetDocuments: [],
    }));
    await rig.rules.report();
    const sizes = rig.daemon
      .callsTo('/SamplingTargets')
      .map(
        ({ SamplingStatisticsDocuments: it }) => Array.isArray(it) && it.length,
      );
    expect(sizes).toEqual([25, 25, 10]);
  });

  it('fetches the rules anew when they changed, keeping the counts of those that stay', async () => {
    rig.daemon.serveRules({}, { RuleName: 'gone', URLPath: '/gone' });
    await rig.rules.refresh();
    rig.decide();
    rig.daemon.serveRules(
      {},
      { RuleName: 'new', URLPath: '/new', Priority: 1 },
    );
    rig.daemon.answers.set('/SamplingTargets', () => ({
      LastRuleModification: rig.now / 1000 + 1,
      SamplingTargetDocuments: [],
    }));
    await rig.rules.report();
    expect(rig.daemon.callsTo('/GetSamplingRules')).toHaveLength(2);
    expect(rig.decide('/new')?.attributes).toEqual({
      'aws.xray.sampling_rule': 'new',
    });
    expect(rig.decide('/gone')?.attributes).toEqual({
      'aws.xray.sampling_rule': 'any',
    });
  });

  it('keeps the counts and the grant of a rule that changes', async () => {
    rig.daemon.serveRules({ ReservoirSize: 50 });
    await rig.rules.refresh();
    rig.grant({ ReservoirQuota: 7, ReservoirQuotaTTL: START / 1000 + 60 });
    rig.decide();
    await rig.rules.report();
    rig.now += 10_000;
    expect(rig.kept(10)).toBe(7);

    rig.daemon.serveRules({ ReservoirSize: 60, Priority: 5 });
    await rig.rules.refresh();
    expect(rig.kept(10)).toBe(0);
    rig.now += 1000;
    expect(rig.kept(10)).toBe(7);
    await rig.rules.report();
    expect(rig.reports().at(-1)).toMatchObject([
      { RequestCount: 30, SampledCount: 14, BorrowCount: 0 },
    ]);
  });

  it('adds what a failed report told to what was counted meanwhile', async () => {
    rig.daemon.serveRules({});
    await rig.rules.refresh();
    rig.kept(10);
    rig.daemon.answers.set('/SamplingTargets', () => (response) => {
      rig.kept(4);
      response.destroy();
    });
    await expect(rig.rules.report()).rejects.toThrow('socket hang up');
    rig.grant({});
    rig.now += 10_000;
    await rig.rules.report();
    expect(rig.reports().map(([document]) => document)).toMatchObject([
      { RequestCount: 10 },
      { RequestCount: 14 },
    ]);
  });

  it('fetches changed rules once, however far the clock is behind the service', async () => {
    rig.daemon.serveRules({});
    await rig.rules.refresh();
    const change = async (seconds: number): Promise<number> => {
      rig.decide();
      rig.daemon.answers.set('/SamplingTargets', () => ({
        LastRuleModification: START / 1000 + seconds,
        SamplingTargetDocuments: [],
      }));
      await rig.rules.report();
      rig.now += 10_000;
      return rig.daemon.callsTo('/GetSamplingRules').length;
    };
    expect(await change(86_400)).toBe(2);
    expect(await change(86_400)).toBe(2);
    expect(await change(86_405)).toBe(3);
  });

  it('fetches rules that could not be had with the next report', async () => {
    rig.daemon.answers.set('/GetSamplingRules', () => (response) => {
      response.destroy();
    });
    await expect(rig.rules.refresh()).rejects.toThrow('socket hang up');
    rig.daemon.serveRules({ FixedRate: 1 });
    await rig.rules.report();
    expect(rig.decide()?.sampled).toBe(true);
  });

  it('fetches the rules once for all that want them at the same time', async () => {
    rig.daemon.serveRules({});
    await Promise.all([
      rig.rules.refresh(),
      rig.rules.report(),
      rig.rules.refresh(),
    ]);
    expect(rig.daemon.callsTo('/GetSamplingRules')).toHaveLength(1);
  });

  it('tells again what the service did not process, and that alone', async () => {
    rig.daemon.serveRules(
      {},
      { RuleName: 'odd', URLPath: '/odd', Priority: 1 },
    );
    await rig.rules.refresh();
    rig.kept(3);
    rig.kept(5, '/odd');
    rig.daemon.answers.set('/SamplingTargets', () => ({
      SamplingTargetDocuments: [{ RuleName: 'any', FixedRate: 0 }],
      UnprocessedStatistics: [
        null,
        { RuleName: 'odd', ErrorCode: '500', Message: 'Internal error' },
      ],
    }));
    await rig.rules.report();
    rig.now += 10_000;
    rig.kept(1);
    rig.kept(1, '/odd');
    await rig.rules.report();
    expect(rig.reports().at(-1)).toMatchObject([
      { RuleName: 'odd', RequestCount: 6 },
      { RuleName: 'any', RequestCount: 1 },
    ]);
  });

  it('misses no report because a look came a tenth early, or the clock was set back', async () => {
    rig.daemon.serveRules({});
    await rig.rules.refresh();
    rig.grant({});
    for (const passedMs of [0, 9000, 9000, 11_000, -3_600_000]) {
      rig.now += passedMs;
      rig.decide();
      await rig.rules.report();
    }
    expect(rig.reports()).toHaveLength(5);
  });

  it('says how soon the service wants to hear of a rule again', async () => {
    expect(rig.rules.shortestIntervalMs).toBe(Number.POSITIVE_INFINITY);
    rig.daemon.serveRules({}, { RuleName: 'other', Priority: 2000 });
    await rig.rules.refresh();
    expect(rig.rules.shortestIntervalMs).toBe(10_000);
    rig.decide();
    rig.grant({ Interval: 3 });
    await rig.rules.report();
    expect(rig.rules.shortestIntervalMs).toBe(3000);
  });

  it('does not believe rules for more than an hour that could not be fetched anew', async () => {
    rig.daemon.serveRules({ FixedRate: 1 });
    await rig.rules.refresh();
    rig.now += 60 * 60_000;
    expect(rig.decide()?.sampled).toBe(true);
    rig.now += 1000;
    expect(rig.decide()).toBeUndefined();
  });
});
