import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import { field } from '../support/field.js';
import type { HttpAnswer } from '../support/http-answer.js';
import { startTestApp, type TestApp } from '../support/start-app.js';

const RATIO = 0.2;
const UNREMARKABLE = 500;
const FAILED = 20;
const FLAGGED = 10;

/** A request as another service sends it that keeps one trace in four. */
function asCaller(flags: string, id: string): RequestInit {
  return {
    headers: {
      traceparent: `00-${id.padStart(32, 'd')}-00f067aa0ba902b7-${flags}`,
      tracestate: 'ot=th:c,vendor=x',
    },
  };
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

  const send = async (path: string, count: number): Promise<HttpAnswer[]> => {
    const sent: HttpAnswer[] = [];
    for (let left = count; left > 0; left -= 10) {
      const batch = Array.from({ length: Math.min(10, left) }, () =>
        app.request(path).answer(),
      );
      sent.push(...(await Promise.all(batch)));
    }
    return sent;
  };

  const items = () => app.sandbox.store.items();

  it('keeps every failed and reported one as one, and of the others a share that stands for all', async () => {
    const unremarkable = await send('/api/health-check', UNREMARKABLE);
    const failed = await send('/api/activities/home', FAILED);
    const flagged = await send('/rollbar/test', FLAGGED);

    for (const { traceId } of [...failed, ...flagged]) {
      const trace = await app.traces.read(traceId);
      trace.server().lacks('SampleRate');
      trace.agrees();
      // Requests that fail alike share an item: all of them name one that is there.
      const uuids = trace.spans.map(
        ({ attributes }) => attributes['rollbar.uuid'],
      );
      expect(items().map(({ data }) => data['uuid'])).toEqual(
        expect.arrayContaining(uuids.filter(Boolean)),
      );
      expect(uuids.some(Boolean)).toBe(true);
    }
    expect(
      items().reduce(
        (sum, { data }) =>
          sum + Number(field(data, 'custom', 'occurrence_count')),
        0,
      ),
    ).toBe(FAILED + FLAGGED);
    const kept = unremarkable.filter(({ sampled }) => sampled);
    let weight = 0;
    for (const { traceId } of kept) {
      const trace = await app.traces.read(traceId);
      trace.server().has({ SampleRate: 1 / RATIO });
      trace.agrees();
      weight += 1 / RATIO;
    }
    // Five standard deviations of a binomial count, each kept request standing for five.
    const deviation = Math.sqrt(UNREMARKABLE * RATIO * (1 - RATIO)) / RATIO;
    expect(Math.abs(weight - UNREMARKABLE)).toBeLessThan(5 * deviation);

    const { store } = app.sandbox;
    const told = new Set([
      ...store.spans().map(({ traceId }) => traceId),
      ...store.segments().map(({ traceId }) => traceId),
    ]);
    const dropped = unremarkable.filter(({ sampled }) => !sampled);
    expect(dropped.filter(({ traceId }) => told.has(traceId))).toEqual([]);
    const access = app.lines().filter((line) => line['context'] === 'Access');
    expect(access).toHaveLength(UNREMARKABLE + FAILED + FLAGGED);
  });

  it('says why a trace was kept that the sampler had dropped', async () => {
    const answers = await send('/api/activities/home', 30);
    const dropped = answers.find(({ sampled }) => !sampled);
    const trace = await app.traces.read(dropped?.traceId ?? '');

    trace.server().has({ 'sampling.keep_reason': 'failed' });
    trace.agrees();
  });

  it('follows a caller nearby, and tells the next service the same', async () => {
    const followed = app.request('/api/health-check', asCaller('01', '1'));
    expect((await followed.answer()).sampled).toBe(true);
    const trace = await followed.trace();
    trace.server().has({ SampleRate: 4 });
    trace.agrees();

    const unbelievable = app.request('/api/health-check', {
      headers: {
        traceparent: `00-${'a'.repeat(32)}-00f067aa0ba902b7-01`,
        tracestate: 'ot=th:ffffffffffffff',
      },
    });
    (await unbelievable.trace()).server().lacks('SampleRate');

    const refused = app.request('/api/health-check', asCaller('00', '2'));
    expect((await refused.answer()).sampled).toBe(false);
  });
});
