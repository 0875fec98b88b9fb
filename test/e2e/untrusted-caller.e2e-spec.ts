import { startTestApp, type TestApp } from '../support/start-app.js';

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
      'Root=1-0af76519-16cd43dd8448eb211c80319d;Parent=b7ad6b7169203331;Sampled=0',
    ],
  ])('does not hide a request: %s', async (name, value) => {
    const request = app.request('/api/health-check', {
      headers: { [name]: value },
    });
    expect((await request.answer()).traceId).toMatch(
      /^0af7651916cd43dd8448eb211c80319[cd]$/,
    );
    const trace = await request.trace();
    trace.server().continues('b7ad6b7169203331');
    trace.agrees();
  });
});
