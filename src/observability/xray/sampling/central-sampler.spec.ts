import type { Attributes } from '@opentelemetry/api';
import type { HeadDecision, SamplingSubject } from '../../request/index.js';
import { subjectOf } from './central-rules.spec-rig.js';
import { CentralSampler } from './central-sampler.js';
import { SpecDaemon } from './daemon.spec-server.js';
import { LocalFallback } from './local-fallback.js';

function withPath(value: string): Partial<SamplingSubject> {
  return { attributes: { 'url.path': value } };
}

/** Timers that keep the process alive. */
function timeouts(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout')
    .length;
}

function ruleOf({ attributes }: HeadDecision): unknown {
  return attributes?.['aws.xray.sampling_rule'];
}

describe('CentralSampler', () => {
  let daemon: SpecDaemon;
  const samplers: CentralSampler[] = [];

  const start = (intervalMs: number): CentralSampler => {
    const sampler = new CentralSampler({
      daemon: daemon.address,
      service: { name: 'cruddur' },
      rulesIntervalMs: intervalMs * 4,
      targetsIntervalMs: intervalMs,
    });
    samplers.push(sampler);
    sampler.start();
    return sampler;
  };
  beforeEach(async () => {
    daemon = await SpecDaemon.start();
  });
  afterEach(async () => {
    samplers.splice(0).forEach((sampler) => {
      sampler.stop();
    });
    await daemon.close();
  });

  it('decides by the rules as soon as it has them', async () => {
    daemon.serveRules({ FixedRate: 1 });
    const sampler = start(60_000);
    expect(ruleOf(sampler.decide(subjectOf()))).toBeUndefined();

    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subjectOf()))).toBe('any');
    });
    expect(daemon.callsTo('/GetSamplingRules')).toHaveLength(1);
  });

  it('tries again soon while the daemon is away, and says so once', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    daemon.answers.set('/GetSamplingRules', () => (response) => {
      response.destroy();
    });
    const sampler = start(20);
    await vi.waitFor(() => {
      expect(daemon.callsTo('/GetSamplingRules').length).toBeGreaterThan(3);
    });
    expect(sampler.decide(subjectOf())).toMatchObject({
      sampled: true,
      probability: 1,
    });
    const lines = written.mock.calls.map(([line]) => String(line));
    written.mockRestore();
    expect(lines.filter((line) => line.includes('xray sampling'))).toHaveLength(
      1,
    );

    daemon.serveRules({ FixedRate: 1 });
    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subjectOf()))).toBe('any');
    });
  });

  it('decides 10,000 traces without asking the daemon anything', async () => {
    daemon.serveRules({ FixedRate: 0.5, ReservoirSize: 1, URLPath: '/api/*' });
    const sampler = start(60_000);
    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subjectOf({ 'url.path': '/api/x' })))).toBe(
        'any',
      );
    });
    const before = daemon.connections;
    for (let index = 0; index < 10_000; index += 1) {
      sampler.decide(subjectOf({ 'url.path': '/api/x' }));
    }
    // What the decisions had sent would be there before this call, which comes after them.
    await fetch(`http://127.0.0.1:${String(daemon.address.port)}/after`, {
      method: 'POST',
      body: '{}',
    });
    expect(daemon.calls.map(({ path }) => path)).toEqual([
      '/GetSamplingRules',
      '/after',
    ]);
    expect(daemon.connections).toBe(before + 1);
  });

  it.each<[string, Partial<SamplingSubject>]>([
    ['an id that is none', { traceId: '' }],
    ['a path of 100,000 characters', withPath('a'.repeat(100_000))],
    ['a URL that is none', { attributes: { 'url.full': 'http://[' } }],
    ['a path that is a list', { attributes: { 'url.path': ['/a', '/b'] } }],
    ['a number that is none', { attributes: { 'server.port': Number.NaN } }],
  ])('decides about a trace with %s', async (_name, subject) => {
    daemon.serveRules(
      { RuleName: 'slow', URLPath: '*a*a*a*a*a*a*a*b', Priority: 1 },
      { FixedRate: 1 },
    );
    const sampler = start(60_000);
    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subjectOf()))).toBe('any');
    });
    const before = performance.now();
    expect(ruleOf(sampler.decide({ ...subjectOf(), ...subject }))).toBe('any');
    expect(performance.now() - before).toBeLessThan(200);
  });

  it('decides as without rules where the attributes of a trace cannot be read, and says so', async () => {
    daemon.serveRules({ FixedRate: 0, URLPath: '/api/*' });
    const sampler = start(60_000);
    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subjectOf({ 'url.path': '/api/x' })))).toBe(
        'any',
      );
    });
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const decisions = Array.from({ length: 3 }, () =>
      sampler.decide({
        ...subjectOf(),
        get attributes(): Attributes {
          throw new Error('no attributes');
        },
      }),
    );
    const lines = written.mock.calls.map(([line]) => String(line));
    written.mockRestore();
    expect(decisions.map(ruleOf)).toEqual([undefined, undefined, undefined]);
    expect(lines).toEqual([expect.stringContaining('no attributes')]);
  });

  it('knows the service by what the resource says', async () => {
    daemon.serveRules({ ServiceType: 'AWS::ECS::*', FixedRate: 1 });
    const sampler = new CentralSampler({
      daemon: daemon.address,
      service: { name: 'cruddur' },
    });
    samplers.push(sampler);
    sampler.start({
      attributes: { 'cloud.provider': 'aws', 'cloud.platform': 'aws_ecs' },
    });
    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subjectOf()))).toBe('any');
    });
  });

  it('keeps no process alive by its timers', () => {
    const before = timeouts();
    start(60_000);
    expect(timeouts()).toBe(before);
  });

  it('asks nothing more once it is stopped', async () => {
    daemon.serveRules({ FixedRate: 1 });
    const sampler = start(5);
    await vi.waitFor(() => {
      expect(daemon.callsTo('/GetSamplingRules').length).toBeGreaterThan(1);
    });
    sampler.stop();
    await vi.waitFor(async () => {
      expect(await daemon.openConnections()).toBe(0);
    });
    const calls = daemon.calls.length;
    await fetch(`http://127.0.0.1:${String(daemon.address.port)}/after`, {
      method: 'POST',
      body: '{}',
    });
    expect(daemon.calls).toHaveLength(calls + 1);
  });

  it('goes on fetching and reporting', async () => {
    daemon.serveRules({ FixedRate: 1 });
    const sampler = start(20);
    await vi.waitFor(() => {
      sampler.decide(subjectOf());
      expect(daemon.callsTo('/GetSamplingRules').length).toBeGreaterThan(2);
      expect(daemon.callsTo('/SamplingTargets').length).toBeGreaterThan(0);
    });
  });
});

describe('LocalFallback', () => {
  it('keeps the first trace of each second and 5 % of the rest, with weights that add up', () => {
    let now = 0;
    const fallback = new LocalFallback(() => now);
    let first = 0;
    let rest = 0;
    for (let index = 0; index < 10_000; index += 1) {
      now += 10;
      const { sampled, probability } = fallback.decide(subjectOf());
      first += sampled && probability === 1 ? 1 : 0;
      rest += sampled && probability < 1 ? 1 : 0;
    }
    expect(first).toBe(101);
    const deviation = Math.sqrt(9899 * 0.05 * 0.95);
    expect(Math.abs(rest - 9899 * 0.05)).toBeLessThan(5 * deviation);
    expect(Math.abs(first + rest * 20 - 10_000)).toBeLessThan(100 * deviation);
  });
});
