import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

describe('the sampling wish of a caller that is not trusted', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ TRACES_TRUSTED_PEERS: '203.0.113.0/24' });
  });

  afterAll(async () => {
    await app.close();
  });

  it.each([
    ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'],
    [
      'x-amzn-trace-id',
      'Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=0',
    ],
  ])('does not hide a request: %s', async (name, value) => {
    const { traceId } = await call(app, '/api/health-check', {
      headers: { [name]: value },
    });
    expect(traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
    expect(view.otlp.spans.at(-1)?.span.parentSpanId).toBe('b7ad6b7169203331');
  });
});
