import { MetricsEndpoint } from '../../src/observability/index.js';
import { parseMetrics } from '../support/prometheus-text.js';
import { startTestApp, type TestApp } from '../support/start-app.js';

const TOKEN = 'a-token-of-operators';

describe('metrics on the port of the API', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({
      OTEL_METRICS_EXPORTER: 'prometheus',
      PROMETHEUS_ON_API_PORT: 'on',
      OPERATOR_TOKEN: TOKEN,
    });
  });

  afterAll(async () => {
    await app.close();
  });

  it('are for operators, and need no other port', async () => {
    expect(app.get(MetricsEndpoint).url).toBeUndefined();
    expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
    const answer = await fetch(`${app.url}/metrics`, {
      headers: {
        authorization: `Bearer ${TOKEN}`,
        accept: 'application/openmetrics-text; version=1.0.0',
      },
    });
    expect(answer.headers.get('content-type')).toMatch(
      /^application\/openmetrics-text/,
    );
    const families = parseMetrics(await answer.text(), 'openmetrics');
    const [refused] =
      families
        .get('http_server_request_duration_seconds')
        ?.samples.filter(
          ({ labels }) => labels['http_response_status_code'] === '401',
        ) ?? [];
    expect(refused?.labels['http_route']).toBe('/metrics');
  });

  it('are not sent by OTLP where only Prometheus takes them', async () => {
    await app.flush();
    const answer = await fetch(`${app.sandbox.endpoints.query}/api/metrics`);
    expect(await answer.json()).toEqual({ metrics: [] });
  });
});
