import type { ServerResponse } from 'node:http';
import { CentralRulesRig } from './central-rules.spec-rig.js';
import { ANY_RULE } from './daemon.spec-server.js';

type Answer = Record<string, unknown> | ((response: ServerResponse) => void);

function listOf(
  count: number,
  next: string | null,
): Readonly<Record<string, unknown>> {
  return {
    NextToken: next,
    SamplingRuleRecords: Array.from({ length: count }, (_, index) => ({
      SamplingRule: { ...ANY_RULE, RuleName: `r${String(index)}${next ?? ''}` },
    })),
  };
}

const USELESS: readonly [string, () => Answer][] = [
  ['HTML', () => (response) => void response.end('<html>')],
  ['nothing', () => (response) => void response.end()],
  ['a number that is none', () => (response) => void response.end('NaN')],
  ['null', () => (response) => void response.end('null')],
  ['JSON of another kind', () => ({ rules: [] })],
  ['403', () => (response) => void response.writeHead(403).end('{}')],
  [
    'a redirect',
    () => (response) =>
      void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ],
  ['10 MB', () => (response) => void response.end('['.repeat(10_000_000))],
  ['a connection that is cut', () => (response) => void response.destroy()],
  [
    'half an answer, then a cut',
    () => (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"Sampling', () => response.destroy());
    },
  ],
  [
    'half an answer, then silence',
    () => (response) => void response.write('{"Sampling'),
  ],
  ['silence', () => () => {}],
];

describe('a daemon that answers', () => {
  let rig: CentralRulesRig;

  beforeEach(async () => {
    rig = await CentralRulesRig.start();
    rig.daemon.serveRules({ FixedRate: 1 });
    await rig.rules.refresh();
  });
  afterEach(() => rig.close());

  it.each<[string, () => Answer]>([
    ...USELESS,
    ['an empty list', () => listOf(0, null)],
    ['a list without an end', () => listOf(1, 'again')],
    ['2,000 rules', () => listOf(2000, null)],
    [
      'rules that are none',
      () => ({ SamplingRuleRecords: [null, 7, {}, { SamplingRule: null }] }),
    ],
  ])('%s leaves the rules as they are', async (_name, answer) => {
    rig.daemon.answers.set('/GetSamplingRules', answer);
    const before = performance.now();
    await expect(rig.rules.refresh()).rejects.toBeInstanceOf(Error);
    // Its time limit is half a second, of which a list without an end needs little for each of its 40 pages.
    expect(performance.now() - before).toBeLessThan(5000);
    expect(rig.decide()).toMatchObject({ sampled: true, probability: 1 });
  });

  it('a name twice means the rule that comes first', async () => {
    rig.daemon.serveRules(
      { RuleName: 'twice', FixedRate: 1 },
      { RuleName: 'twice', FixedRate: 0, Priority: 1 },
    );
    await rig.rules.refresh();
    expect(rig.kept(50)).toBe(50);
    rig.grant({});
    await rig.rules.report();
    expect(rig.reports()).toMatchObject([[{ RuleName: 'twice' }]]);
  });

  it.each(USELESS)('a report with %s loses no count', async (_name, answer) => {
    rig.kept(10);
    rig.daemon.answers.set('/SamplingTargets', answer);
    await expect(rig.rules.report()).rejects.toBeInstanceOf(Error);
    rig.kept(5);
    rig.grant({});
    rig.now += 10_000;
    await rig.rules.report();
    expect(rig.reports().at(-1)).toMatchObject([
      { RequestCount: 15, SampledCount: 15 },
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a negative quota', { ReservoirQuota: -5 }],
    ['half a trace a second', { ReservoirQuota: 0.5 }],
    ['a quota in words', { ReservoirQuota: 'many' }],
    ['a quota without an end', { ReservoirQuota: 7, ReservoirQuotaTTL: null }],
    ['an end that is none', { ReservoirQuota: 7, ReservoirQuotaTTL: 'soon' }],
    ['a negative rate', { FixedRate: -1 }],
    ['a rate above 1', { FixedRate: 5 }],
    ['a rate in words', { FixedRate: 'all' }],
    ['an interval of a year', { Interval: 31_536_000 }],
    ['a negative interval', { Interval: -10 }],
    ['no name', { RuleName: null }],
  ])('a target with %s changes nothing else', async (_name, target) => {
    rig.daemon.serveRules({ FixedRate: 0, ReservoirSize: 1 });
    await rig.rules.refresh();
    rig.decide();
    rig.grant(target);
    await rig.rules.report();
    rig.now += 1000;
    expect(rig.kept(100)).toBe(1);
    // Nothing that is answered puts a report off for more than five minutes.
    rig.now += 5 * 60_000;
    await rig.rules.report();
    expect(rig.reports()).toHaveLength(2);
  });
});
