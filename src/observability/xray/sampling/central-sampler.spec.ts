import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { HeadDecision } from '../../request/index.js';
import { CentralSampler } from './central-sampler.js';
import { SpecDaemon } from './daemon.spec-server.js';
import { LocalFallback } from './local-fallback.js';

function subject() {
  return {
    traceId: randomBytes(16).toString('hex'),
    name: 'GET',
    kind: SpanKind.SERVER,
    attributes: {},
  };
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
    expect(ruleOf(sampler.decide(subject()))).toBeUndefined();

    await vi.waitFor(() => {
      expect(ruleOf(sampler.decide(subject()))).toBe('any');
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
    expect(sampler.decide(subject())).toMatchObject({
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
      expect(ruleOf(sampler.decide(subject()))).toBe('any');
    });
  });

  it('goes on fetching and reporting', async () => {
    daemon.serveRules({ FixedRate: 1 });
    const sampler = start(20);
    await vi.waitFor(() => {
      sampler.decide(subject());
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
      const { sampled, probability } = fallback.decide(subject());
      first += sampled && probability === 1 ? 1 : 0;
      rest += sampled && probability < 1 ? 1 : 0;
    }
    expect(first).toBe(101);
    const deviation = Math.sqrt(9899 * 0.05 * 0.95);
    expect(Math.abs(rest - 9899 * 0.05)).toBeLessThan(5 * deviation);
    expect(Math.abs(first + rest * 20 - 10_000)).toBeLessThan(100 * deviation);
  });
});
