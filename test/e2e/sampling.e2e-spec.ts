import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import type { TraceView } from '../../src/sandbox/store/views.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

const RATIO = 0.2;
const UNREMARKABLE = 500;
const FAILED = 20;
const FLAGGED = 10;

interface Sent {
  readonly traceId: string;
  /** What the caller and other services were told. */
  readonly sampled: boolean;
}

describe('sampling of one request in five', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(RATIO),
    });
    await app
      .get(Database)
      .run((orm) => orm.execute(sql`DROP TABLE activities CASCADE`));
  });

  afterAll(async () => {
    await app.close();
  });

  const send = async (path: string, count: number): Promise<Sent[]> => {
    const sent: Sent[] = [];
    for (let left = count; left > 0; left -= 10) {
      const batch = Array.from({ length: Math.min(10, left) }, async () => {
        const { response, traceId } = await call(app, path);
        const traceparent = response.headers.get('traceparent') ?? '';
        sent.push({ traceId, sampled: traceparent.endsWith('-01') });
      });
      await Promise.all(batch);
    }
    return sent;
  };
  const viewOf = async ({ traceId }: Sent): Promise<TraceView> => {
    const answer = await fetch(
      `${app.sandbox.endpoints.query}/api/traces/${traceId}`,
    );
    return JSON.parse(await answer.text());
  };
  const arrived = ({ traceId }: Sent): Promise<TraceView> =>
    arrivedTrace(app.sandbox.endpoints.query, traceId);

  it('keeps every failed and reported one as one, and of the others a share that stands for all', async () => {
    const unremarkable = await send('/api/health-check', UNREMARKABLE);
    const failed = await send('/api/activities/home', FAILED);
    const flagged = await send('/rollbar/test', FLAGGED);

    for (const sent of [...failed, ...flagged]) {
      const view = await arrived(sent);
      expect(view.xray.segments).toHaveLength(1);
      for (const { span } of view.otlp.spans) {
        expect(span.attributes).not.toHaveProperty('SampleRate');
      }
    }
    const kept = unremarkable.filter(({ sampled }) => sampled);
    let weight = 0;
    for (const sent of kept) {
      const view = await arrived(sent);
      expect(view.xray.segments).toHaveLength(1);
      for (const { span } of view.otlp.spans) {
        expect(span.attributes['SampleRate']).toBe(1 / RATIO);
      }
      weight += 1 / RATIO;
    }
    // Five standard deviations of a binomial count, each kept request standing for five.
    const deviation = Math.sqrt(UNREMARKABLE * RATIO * (1 - RATIO)) / RATIO;
    expect(Math.abs(weight - UNREMARKABLE)).toBeLessThan(5 * deviation);

    for (const sent of unremarkable.filter(({ sampled }) => !sampled)) {
      const view = await viewOf(sent);
      expect(view.otlp.spans).toEqual([]);
      expect(view.xray.segments).toEqual([]);
    }
    const access = app.lines().filter((line) => line['context'] === 'Access');
    expect(access).toHaveLength(UNREMARKABLE + FAILED + FLAGGED);
  });

  it('says why a trace was kept that the sampler had dropped', async () => {
    const [sent] = await send('/api/activities/home', 1);
    const view = await arrived(sent ?? { traceId: '', sampled: false });
    const server = view.otlp.spans.find(({ span }) => span.kind === 2)?.span;

    expect(server?.attributes['sampling.keep_reason']).toBe('failed');
    expect(view.violations).toEqual([]);
  });

  it('follows a caller nearby, and tells the next service the same', async () => {
    const ask = (flags: string, id: string) =>
      call(app, '/api/health-check', {
        headers: {
          traceparent: `00-${id.padStart(32, 'a')}-00f067aa0ba902b7-${flags}`,
          tracestate: 'ot=th:c,vendor=x',
        },
      });
    const { traceId, response } = await ask('01', '1');
    expect(response.headers.get('traceparent')).toMatch(/-01$/);
    const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
    expect(
      view.otlp.spans.map(({ span }) => span.attributes['SampleRate']),
    ).toEqual(view.otlp.spans.map(() => 4));

    const refused = await ask('00', '2');
    expect(refused.response.headers.get('traceparent')).toMatch(/-00$/);
  });
});
