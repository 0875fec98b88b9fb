import { CentralRulesRig, START, subjectOf } from './central-rules.spec-rig.js';
import { ANY_RULE } from './daemon.spec-server.js';
import { LocalFallback } from './local-fallback.js';

/** Every name ends with what aws-xray-sdk-core 3.12 does in the same place, as seen by running it against such a daemon. */
describe('where aws-xray-sdk-core goes wrong', () => {
  let rig: CentralRulesRig;

  beforeEach(async () => {
    rig = await CentralRulesRig.start();
  });
  afterEach(() => rig.close());

  const serve = async (
    ...rules: readonly Record<string, unknown>[]
  ): Promise<void> => {
    rig.daemon.serveRules(...rules);
    await rig.rules.refresh();
  };

  it('a quota lasts until its second (the SDK divides epoch seconds by 1,000: every quota has run out)', async () => {
    await serve({ ReservoirSize: 50 });
    rig.decide();
    rig.grant({ ReservoirQuota: 7, ReservoirQuotaTTL: START / 1000 + 60 });
    await rig.rules.report();
    rig.now += 59_999;
    expect(rig.kept(50)).toBe(7);
    rig.now += 1;
    expect(rig.kept(50)).toBe(1);
  });

  it('a change of the rules is followed at once (the SDK divides its time too: never before 5 minutes are over)', async () => {
    await serve({});
    rig.decide();
    rig.daemon.serveRules({ RuleName: 'newer', FixedRate: 1 });
    rig.daemon.answers.set('/SamplingTargets', () => ({
      LastRuleModification: START / 1000 + 1,
      SamplingTargetDocuments: [],
    }));
    await rig.rules.report();
    expect(rig.decide()?.attributes).toEqual({
      'aws.xray.sampling_rule': 'newer',
    });
  });

  it('a quota of 0 takes an earlier one back (the SDK keeps the earlier one)', async () => {
    await serve({ ReservoirSize: 50 });
    for (const ReservoirQuota of [7, 0]) {
      rig.grant({ ReservoirQuota, ReservoirQuotaTTL: START / 1000 + 60 });
      rig.decide();
      await rig.rules.report();
      rig.now += 10_000;
    }
    expect(rig.kept(50)).toBe(0);
  });

  it('rules may ask for attributes (the SDK ignores such rules)', async () => {
    await serve(
      { RuleName: 'paid', Attributes: { plan: 'paid' }, FixedRate: 1 },
      { Priority: 2000 },
    );
    expect(rig.rules.samplerFor(subjectOf({ plan: 'paid' }))?.rule.name).toBe(
      'paid',
    );
    expect(rig.rules.samplerFor(subjectOf())?.rule.name).toBe('any');
  });

  it('what is unknown matches * only (in the SDK it matches every pattern)', async () => {
    await serve({ RuleName: 'api', URLPath: '/api/*' }, { Priority: 2000 });
    expect(rig.rules.samplerFor(subjectOf())?.rule.name).toBe('any');
  });

  it('all pages of rules are read (the SDK reads the first)', async () => {
    rig.daemon.answers.set('/GetSamplingRules', ({ NextToken: token }) => ({
      NextToken: token === 'more' ? null : 'more',
      SamplingRuleRecords: [
        {
          SamplingRule: {
            ...ANY_RULE,
            RuleName: token === 'more' ? 'second' : 'first',
            URLPath: token === 'more' ? '/second' : '/first',
          },
        },
      ],
    }));
    await rig.rules.refresh();
    expect(rig.decide('/second')?.attributes).toEqual({
      'aws.xray.sampling_rule': 'second',
    });
  });

  it('a report has 25 rules at the most (the SDK tells all in one, which the API refuses)', async () => {
    await serve(
      ...Array.from({ length: 26 }, (_, index) => ({
        RuleName: `rule ${String(index)}`,
        URLPath: `/${String(index)}`,
      })),
    );
    Array.from({ length: 26 }, (_, index) => rig.decide(`/${String(index)}`));
    rig.grant({});
    await rig.rules.report();
    expect(rig.reports().map(({ length }) => length)).toEqual([25, 1]);
  });

  it('a report that fails loses no count (the SDK forgets them before it asks)', async () => {
    await serve({});
    rig.kept(10);
    rig.daemon.answers.set('/SamplingTargets', () => (response) => {
      response.writeHead(500).end();
    });
    await expect(rig.rules.report()).rejects.toThrow('HTTP 500');
    rig.grant({});
    rig.now += 10_000;
    await rig.rules.report();
    expect(rig.reports().at(-1)).toMatchObject([{ RequestCount: 10 }]);
  });

  it('what is borrowed is counted as sampled too, as the API has it (the SDK leaves it out)', async () => {
    await serve({ ReservoirSize: 1 });
    rig.decide();
    rig.grant({});
    await rig.rules.report();
    expect(rig.reports()).toMatchObject([
      [{ RequestCount: 1, SampledCount: 1, BorrowCount: 1 }],
    ]);
  });

  it('a rule may have any name (the SDK counts characters for bytes, and cuts the report short)', async () => {
    await serve({ RuleName: 'Règle générale' });
    rig.decide();
    rig.grant({});
    await rig.rules.report();
    expect(rig.reports()).toMatchObject([[{ RuleName: 'Règle générale' }]]);
  });

  it('a record that is none is left out (in the SDK it is an uncaught exception, and the end of the process)', async () => {
    rig.daemon.answers.set('/GetSamplingRules', () => ({
      SamplingRuleRecords: [null, { SamplingRule: ANY_RULE }],
    }));
    await rig.rules.refresh();
    expect(rig.decide()?.attributes).toEqual({
      'aws.xray.sampling_rule': 'any',
    });
  });

  it('an answer counts with status 200 only (the SDK reads any)', async () => {
    rig.daemon.answers.set('/GetSamplingRules', () => (response) => {
      response.writeHead(403);
      response.end(
        JSON.stringify({ SamplingRuleRecords: [{ SamplingRule: ANY_RULE }] }),
      );
    });
    await expect(rig.rules.refresh()).rejects.toThrow('HTTP 403');
  });

  it('a daemon that says nothing is waited for no longer than the time limit (the SDK waits for ever)', async () => {
    rig.daemon.answers.set('/GetSamplingRules', () => () => {});
    const before = performance.now();
    await expect(rig.rules.refresh()).rejects.toThrow('aborted');
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('the same trace is decided alike everywhere (the SDK throws dice)', async () => {
    await serve({ FixedRate: 0.5 });
    const elsewhere = await CentralRulesRig.start();
    elsewhere.daemon.serveRules({ FixedRate: 0.5 });
    await elsewhere.rules.refresh();
    for (let index = 0; index < 200; index += 1) {
      const subject = subjectOf();
      const decisions = [rig, elsewhere].map(({ rules }) =>
        rules.samplerFor(subject)?.decide(subject.traceId),
      );
      expect(decisions[0]).toEqual(decisions[1]);
    }
    await elsewhere.close();
  });

  it('without rules a second begins at the second (the SDK rounds: half a second late)', () => {
    let now = START + 400;
    const fallback = new LocalFallback(() => now);
    expect(fallback.decide(subjectOf()).probability).toBe(1);
    now = START + 600;
    expect(fallback.decide(subjectOf()).probability).toBeLessThan(1);
    now = START + 1000;
    expect(fallback.decide(subjectOf()).probability).toBe(1);
  });
});
