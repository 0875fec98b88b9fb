import { startTestApp, type TestApp } from '../support/start-app.js';

describe('the trace of a request', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it.each([
    [
      'traceparent',
      {
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
      '0af7651916cd43dd8448eb211c80319c',
      'b7ad6b7169203331',
    ],
    [
      'X-Amzn-Trace-Id with a parent',
      {
        'x-amzn-trace-id':
          'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      },
      '5759e988bd862e3fe1be46a994272793',
      '53995c3f42cd8ad8',
    ],
    [
      'X-Amzn-Trace-Id as a load balancer sends it',
      { 'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678' },
      '67891233abcdef012345678912345678',
      undefined,
    ],
  ])('continues a trace from %s', async (_, headers, traceId, parent) => {
    const request = app.request('/api/health-check', { headers });
    expect((await request.answer()).traceId).toBe(traceId);

    const trace = await request.trace();
    trace.server().continues(parent);
    trace.agrees();
  });

  it('keeps 200 concurrent requests apart', async () => {
    const requests = Array.from({ length: 200 }, (_, index) =>
      app.request(
        index % 2 === 0
          ? '/api/activities/home'
          : '/api/activities/notifications',
      ),
    );
    const answers = await Promise.all(requests.map((it) => it.answer()));
    expect(new Set(answers.map(({ traceId }) => traceId)).size).toBe(200);

    for (const request of requests) {
      (await request.trace()).agrees();
    }
  });
});
