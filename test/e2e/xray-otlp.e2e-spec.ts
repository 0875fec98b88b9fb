import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

describe('X-Ray by OTLP', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ XRAY_EXPORTER: 'otlp', SANDBOX: 'on' });
  });

  afterAll(async () => {
    await app.close();
  });

  it('gets the spans that Honeycomb gets, with its annotations named, and no segment', async () => {
    const { traceId } = await call(app, '/api/activities', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'signed', ttl: '1-hour' }),
    });
    const view = await vi.waitFor(
      async () => {
        const arrived = await arrivedTrace(
          app.sandbox.endpoints.query,
          traceId,
          {
            otlp: 1,
            cloudwatch: 1,
          },
        );
        expect(arrived.xray.spans).toHaveLength(arrived.otlp.spans.length);
        return arrived;
      },
      { timeout: 10_000 },
    );
    const honeycomb = new Map(
      view.otlp.spans.map(({ span }) => [span.spanId, span]),
    );
    for (const { span } of view.xray.spans) {
      const twin = honeycomb.get(span.spanId);
      expect(span).toMatchObject({
        name: twin?.name,
        startTimeUnixNano: twin?.startTimeUnixNano,
        endTimeUnixNano: twin?.endTimeUnixNano,
        attributes: twin?.attributes,
        status: twin?.status,
      });
    }
    const server = view.xray.spans.find(({ span }) => span.kind === 2)?.span;
    expect(server?.attributes['aws.xray.annotations']).toEqual(
      expect.arrayContaining(['app.activity_uuid', 'app.ttl']),
    );
    expect(view.xray.segments).toEqual([]);
    expect(view.violations).toEqual([]);
  });
});
