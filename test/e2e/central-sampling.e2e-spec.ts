import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

const ANY = { Priority: 1, ReservoirSize: 0, FixedRate: 0 };

function isSampled({ headers }: Response): boolean {
  return headers.get('traceparent')?.endsWith('-01') === true;
}

describe('central sampling rules', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(
      { OTEL_TRACES_SAMPLER: 'parentbased_xray', SANDBOX: 'on' },
      (sandbox) => {
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
            RuleName: 'other-service',
            ServiceName: 'other',
            FixedRate: 1,
          },
          { ...ANY, RuleName: 'rest', Priority: 2 },
        ]);
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
      const before = Math.floor(Date.now() / 1000);
      const { response } = await call(app, '/api/activities/home');
      const after = Math.floor(Date.now() / 1000);
      if (before === after && isSampled(response)) {
        bySecond.set(after, (bySecond.get(after) ?? 0) + 1);
      }
    }
    expect(bySecond.size).toBeGreaterThan(0);
    expect(Math.max(...bySecond.values())).toBe(1);
  });
});
