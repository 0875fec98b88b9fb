import { CentralRulesRig, START } from './central-rules.spec-rig.js';
import { ANY_RULE } from './daemon.spec-server.js';

function page(name: string, next: string | null): Record<string, unknown> {
  return {
    NextToken: next,
    SamplingRuleRecords: [
      {
        SamplingRule: {
          ...ANY_RULE,
          RuleName: name,
          FixedRate: 1,
          URLPath: `/${name}`,
        },
      },
    ],
  };
}

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

  it('takes a quota of nothing for what it says', async () => {
    rig.daemon.serveRules({ ReservoirSize: 50 });
    await rig.rules.refresh();
    rig.decide();
    rig.grant({ ReservoirQuota: 0, ReservoirQuotaTTL: rig.now / 1000 + 10 });
    await rig.rules.report();
    rig.now += 1000;
    expect(rig.kept(100)).toBe(0);
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

  it('loses no count when a report fails', async () => {
    rig.daemon.serveRules({ ReservoirSize: 1 });
    await rig.rules.refresh();
    rig.kept(10);
    rig.daemon.answers.set('/SamplingTargets', () => (response) => {
      response.writeHead(500).end();
    });
    await expect(rig.rules.report()).rejects.toThrow('HTTP 500');
    rig.kept(5);
    rig.grant({});
    rig.now += 10_000;
    await rig.rules.report();
    expect(rig.daemon.callsTo('/SamplingTargets').at(-1)).toMatchObject({
      SamplingStatisticsDocuments: [{ RequestCount: 15, BorrowCount: 1 }],
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

  it('reads all pages', async () => {
    rig.daemon.answers.set('/GetSamplingRules', ({ NextToken: token }) =>
      token === 'more' ? page('second', null) : page('first', 'more'),
    );
    await rig.rules.refresh();
    expect([
      rig.decide('/first')?.sampled,
      rig.decide('/second')?.sampled,
    ]).toEqual([true, true]);
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
