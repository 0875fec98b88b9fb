import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

const ANY = { Priority: 1, ReservoirSize: 0, FixedRate: 0 };
/** Traces a second that the service lets this one instance keep. */
const GRANTED = 5;

function isSampled({ headers }: Response): boolean {
  return headers.get('traceparent')?.endsWith('-01') === true;
}

describe('central sampling rules', () => {
  let app: TestApp;

  /** Asks once, and counts the trace under its second if it was kept; on the border of two seconds nobody knows which. */
  const count = async (
    path: string,
    bySecond: Map<number, number>,
  ): Promise<void> => {
    const before = Math.floor(Date.now() / 1000);
    const { response } = await call(app, path);
    const after = Math.floor(Date.now() / 1000);
    if (before === after && isSampled(response)) {
      bySecond.set(after, (bySecond.get(after) ?? 0) + 1);
    }
  };

  beforeAll(async () => {
    app = await startTestApp(
      { OTEL_TRACES_SAMPLER: 'parentbased_xray', SANDBOX: 'on' },
      {
        prepare: (sandbox) => {
          sandbox.samplingRules.set([
            { ...ANY, RuleName: 'posts', HTTPMethod: 'POST', FixedRate: 1 },
            {
              ...ANY,
              RuleName: 'feed',
              URLPath: '/api/activities/*',
              ReservoirSize: 1,
            },
            {
              ...ANY,
              RuleName: 'board',
              URLPath: '/api/activities/notifications',
              ReservoirSize: GRANTED,
            },
            {
              ...ANY,
              RuleName: 'other-service',
              ServiceName: 'other',
              FixedRate: 1,
            },
            { ...ANY, RuleName: 'rest', Priority: 2 },
          ]);
        },
      },
    );
    // Until the rules are there, the first trace of a second is kept without one.
    await vi.waitFor(
      async () => {
        const rest = await call(app, '/api/health-check');
        const post = await call(app, '/api/messages', { method: 'POST' });
        if (isSampled(rest.response) || !isSampled(post.response)) {
          throw new Error('The rules are not there yet');
        }
      },
      { timeout: 10_000 },
    );
  });

  afterAll(async () => {
    await app.close();
  });

  it('decide for spans and segments at once, and both name the rule', async () => {
    const { traceId } = await call(app, '/api/messages', { method: 'POST' });
    const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);

    expect(
      view.otlp.spans.find(({ span }) => span.kind === 2)?.span.attributes,
    ).toMatchObject({ 'aws.xray.sampling_rule': 'posts' });
    expect(view.xray.segments[0]?.document['aws']).toMatchObject({
      xray: { rule_name: 'posts' },
    });
    expect(view.violations).toEqual([]);
  });

  it('lend one trace a second before a quota is granted', async () => {
    const bySecond = new Map<number, number>();
    const until = Date.now() + 2500;
    while (Date.now() < until) {
      await count('/api/activities/home', bySecond);
    }
    expect(bySecond.size).toBeGreaterThan(0);
    expect(Math.max(...bySecond.values())).toBe(1);
  });

  it('keep as many a second as the service grants when it was told', async () => {
    const bySecond = new Map<number, number>();
    await vi.waitFor(
      async () => {
        await count('/api/activities/notifications', bySecond);
        expect(Math.max(0, ...bySecond.values())).toBeGreaterThanOrEqual(
          GRANTED,
        );
      },
      { timeout: 25_000, interval: 5 },
    );
    // Some more, of the second that has its traces.
    for (let index = 0; index < 20; index += 1) {
      await count('/api/activities/notifications', bySecond);
    }
    expect(Math.max(...bySecond.values())).toBe(GRANTED);
    const answer = await fetch(`${app.sandbox.endpoints.query}/api/violations`);
    expect(await answer.json()).toMatchObject({ violations: [] });
  });
});
