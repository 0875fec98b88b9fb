import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { HeadDecision, SamplingSubject } from '../../request/index.js';
import { CentralRules } from './central-rules.js';
import { DaemonApi } from './daemon-api.js';
import { SpecDaemon } from './daemon.spec-server.js';

const START = 1_800_000_000_000;

function subject(path = '/'): SamplingSubject {
  return {
    traceId: randomBytes(16).toString('hex'),
    name: 'GET',
    kind: SpanKind.SERVER,
    attributes: { 'url.path': path },
  };
}

function page(name: string, next: string | null): Record<string, unknown> {
  return {
    NextToken: next,
    SamplingRuleRecords: [
      {
        SamplingRule: {
          RuleName: name,
          Priority: 1,
          FixedRate: 1,
          ReservoirSize: 0,
          URLPath: `/${name}`,
        },
      },
    ],
  };
}

describe('CentralRules', () => {
  let daemon: SpecDaemon;
  let rules: CentralRules;
  let now: number;

  const decide = (path?: string): HeadDecision | undefined => {
    const it = subject(path);
    return rules.samplerFor(it)?.decide(it.traceId);
  };
  /** Traces kept among `count` of one moment. */
  const kept = (count: number, path?: string): number =>
    Array.from({ length: count }, () => decide(path)).filter(
      (decision) => decision?.sampled === true,
    ).length;
  const grant = (quota: Record<string, unknown>): void => {
    daemon.answers.set('/SamplingTargets', () => ({
      LastRuleModification: START / 1000 - 60,
      SamplingTargetDocuments: [
        { RuleName: 'any', FixedRate: 0, Interval: 10, ...quota },
      ],
      UnprocessedStatistics: [],
    }));
  };

  beforeEach(async () => {
    daemon = await SpecDaemon.start();
    now = START;
    rules = new CentralRules(
      new DaemonApi(daemon.address, 500),
      { name: 'cruddur' },
      () => now,
    );
  });
  afterEach(() => daemon.close());

  it('keeps a share beyond the reservoir, whose weights add up', async () => {
    daemon.serveRules({ FixedRate: 0.1, ReservoirSize: 1 });
    await rules.refresh();
    let reservoir = 0;
    let byRate = 0;
    for (let index = 0; index < 10_000; index += 1) {
      now += 10;
      const decision = decide();
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
    daemon.serveRules({ ReservoirSize: 50 });
    await rules.refresh();
    expect([kept(100), kept(100)]).toEqual([1, 0]);
    now += 1000;
    expect(kept(100)).toBe(1);

    grant({ ReservoirQuota: 7, ReservoirQuotaTTL: now / 1000 + 10 });
    await rules.report();
    for (let second = 1; second < 10; second += 1) {
      now = START + 1000 + second * 1000;
      expect([kept(50), kept(50)]).toEqual([7, 0]);
    }
    now += 1000;
    expect(kept(100)).toBe(1);
    expect(daemon.callsTo('/SamplingTargets')[0]).toMatchObject({
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
    daemon.serveRules({ ReservoirSize: 50 });
    await rules.refresh();
    decide();
    grant({ ReservoirQuota: 0, ReservoirQuotaTTL: now / 1000 + 10 });
    await rules.report();
    now += 1000;
    expect(kept(100)).toBe(0);
  });

  it('follows the rate that the service sets, until the rule itself changes', async () => {
    daemon.serveRules({ FixedRate: 0 });
    await rules.refresh();
    expect(kept(50)).toBe(0);
    grant({ FixedRate: 1 });
    await rules.report();
    expect(kept(50)).toBe(50);
    await rules.refresh();
    expect(kept(50)).toBe(50);
    daemon.serveRules({ FixedRate: 0.0001 });
    await rules.refresh();
    expect(kept(50)).toBeLessThan(5);
  });

  it('asks the first rule that fits, and says which it was', async () => {
    daemon.serveRules(
      { RuleName: 'Default', Priority: 9999, FixedRate: 0 },
      { RuleName: 'home', Priority: 1, FixedRate: 1, URLPath: '/home' },
    );
    await rules.refresh();
    expect(decide('/home')).toMatchObject({
      sampled: true,
      probability: 1,
      attributes: { 'aws.xray.sampling_rule': 'home' },
    });
    expect(decide('/other')).toMatchObject({
      sampled: false,
      attributes: { 'aws.xray.sampling_rule': 'Default' },
    });
  });

  it('loses no count when a report fails', async () => {
    daemon.serveRules({ ReservoirSize: 1 });
    await rules.refresh();
    kept(10);
    daemon.answers.set('/SamplingTargets', () => (response) => {
      response.writeHead(500).end();
    });
    await expect(rules.report()).rejects.toThrow('HTTP 500');
    kept(5);
    grant({});
    now += 10_000;
    await rules.report();
    expect(daemon.callsTo('/SamplingTargets').at(-1)).toMatchObject({
      SamplingStatisticsDocuments: [{ RequestCount: 15, BorrowCount: 1 }],
    });
  });

  it('reports a rule as often as the service asks, and no rule that was not used', async () => {
    daemon.serveRules({}, { RuleName: 'unused', Priority: 9000 });
    await rules.refresh();
    grant({ Interval: 30 });
    for (let index = 0; index < 7; index += 1) {
      decide();
      await rules.report();
      now += 10_000;
    }
    const reports = daemon.callsTo('/SamplingTargets');
    expect(reports).toHaveLength(3);
    expect(JSON.stringify(reports)).not.toContain('unused');
  });

  it('tells 25 rules a call, and every rule', async () => {
    daemon.serveRules(
      ...Array.from({ length: 60 }, (_, index) => ({
        RuleName: `rule ${String(index)}`,
        URLPath: `/${String(index)}`,
      })),
    );
    await rules.refresh();
    for (let index = 0; index < 60; index += 1) {
      decide(`/${String(index)}`);
    }
    daemon.answers.set('/SamplingTargets', () => ({
      SamplingTargetDocuments: [],
    }));
    await rules.report();
    const sizes = daemon
      .callsTo('/SamplingTargets')
      .map(
        ({ SamplingStatisticsDocuments: it }) => Array.isArray(it) && it.length,
      );
    expect(sizes).toEqual([25, 25, 10]);
  });

  it('fetches the rules anew when they changed, keeping the counts of those that stay', async () => {
    daemon.serveRules({}, { RuleName: 'gone', URLPath: '/gone' });
    await rules.refresh();
    decide();
    daemon.serveRules({}, { RuleName: 'new', URLPath: '/new', Priority: 1 });
    daemon.answers.set('/SamplingTargets', () => ({
      LastRuleModification: now / 1000 + 1,
      SamplingTargetDocuments: [],
    }));
    await rules.report();
    expect(daemon.callsTo('/GetSamplingRules')).toHaveLength(2);
    expect(decide('/new')?.attributes).toEqual({
      'aws.xray.sampling_rule': 'new',
    });
    expect(decide('/gone')?.attributes).toEqual({
      'aws.xray.sampling_rule': 'any',
    });
  });

  it('reads all pages', async () => {
    daemon.answers.set('/GetSamplingRules', ({ NextToken: token }) =>
      token === 'more' ? page('second', null) : page('first', 'more'),
    );
    await rules.refresh();
    expect([decide('/first')?.sampled, decide('/second')?.sampled]).toEqual([
      true,
      true,
    ]);
  });

  it('does not believe rules for more than an hour that could not be fetched anew', async () => {
    daemon.serveRules({ FixedRate: 1 });
    await rules.refresh();
    now += 60 * 60_000;
    expect(decide()?.sampled).toBe(true);
    now += 1000;
    expect(decide()).toBeUndefined();
  });

  it.each<[string, Parameters<typeof daemon.answers.set>[1]]>([
    ['HTML', () => (response) => void response.end('<html>')],
    ['nothing', () => (response) => void response.end()],
    ['JSON of another kind', () => ({ rules: [] })],
    ['403', () => (response) => void response.writeHead(403).end('{}')],
    [
      'a redirect',
      () => (response) =>
        void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    ['10 MB', () => (response) => void response.end('['.repeat(10_000_000))],
    ['a connection that is cut', () => (response) => void response.destroy()],
    ['silence', () => () => {}],
  ])(
    'keeps its rules where the daemon answers with %s',
    async (_name, answer) => {
      daemon.serveRules({ FixedRate: 1 });
      await rules.refresh();
      daemon.answers.set('/GetSamplingRules', answer);
      await expect(rules.refresh()).rejects.toBeInstanceOf(Error);
      expect(decide()?.sampled).toBe(true);
    },
  );
});
