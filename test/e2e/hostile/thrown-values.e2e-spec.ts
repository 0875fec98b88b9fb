import { Module } from '@nestjs/common';
import { startTestApp, type TestApp } from '../../support/start-app.js';
import { THROWN, ThrownController } from './thrown.controller.js';

/** Longest wait for what is on its way, in milliseconds. */
const DEADLINE_MS = 10_000;

/** Time for all values at one place, in milliseconds. */
const TIMEOUT_MS = 120_000;

@Module({ controllers: [ThrownController] })
class ThrownModule {}

describe('hostile values that are thrown', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({}, { modules: [ThrownModule] });
  });

  afterAll(async () => {
    await app.close();
  });

  beforeEach(async () => {
    await app.sandbox.reset();
  });

  it.each(['handler', 'guard', 'pipe', 'interceptor'])(
    'by a %s are answered, logged and reported like any exception',
    async (place) => {
      const sent: { readonly name: string; readonly traceId: string }[] = [];
      for (const [index, { name }] of THROWN.entries()) {
        const { status, body, traceId } = await app
          .request(`/thrown/${place}/${String(index)}`)
          .answer();
        const { detail }: { detail: unknown } = JSON.parse(body);
        expect([name, status, detail]).toEqual([
          name,
          500,
          'Something went wrong here. The trace id tells us what.',
        ]);
        sent.push({ name, traceId });
      }
      const lacking = await lackingOf(app, sent);
      expect(lacking.join('\n')).toBe('');
      expect(app.sandbox.store.violations()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'by a stream that is being sent cut the answer off, and are reported',
    async () => {
      const answers = THROWN.map(async (thrown, index) => {
        if (!canBeStreamed(thrown.make())) {
          return 'cut off';
        }
        const signal = AbortSignal.timeout(DEADLINE_MS);
        const ended = await app
          .request(`/thrown/stream/${String(index)}`, { signal })
          .answer()
          .catch((error: unknown) => error);
        return ended instanceof TypeError
          ? 'cut off'
          : `${thrown.name}: ${String(ended)}`;
      });
      expect(new Set(await Promise.all(answers))).toEqual(new Set(['cut off']));
      const until = Date.now() + DEADLINE_MS;
      const sent = THROWN.filter((thrown) =>
        canBeStreamed(thrown.make()),
      ).length;
      const count = (): number =>
        app.sandbox.store.spans().filter(({ span }) => span.kind === 2).length;
      while (count() < sent && Date.now() < until) {
        await app.flush();
      }
      expect(count()).toBe(sent);
      expect(app.sandbox.store.violations()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

/** Node's own streams read the stack of what ends them; where that throws, no application survives it. */
function canBeStreamed(value: unknown): boolean {
  try {
    Reflect.get(Object(value), 'stack');
    return true;
  } catch {
    return false;
  }
}

/** What the vendors do not have of requests that failed. */
async function lackingOf(
  app: TestApp,
  requests: readonly { readonly name: string; readonly traceId: string }[],
): Promise<readonly string[]> {
  const until = Date.now() + DEADLINE_MS;
  const lacking: string[] = [];
  for (const { name, traceId } of requests) {
    let there = whatIsThere(app, traceId);
    while (!Object.values(there).every(Boolean) && Date.now() < until) {
      await app.flush();
      there = whatIsThere(app, traceId);
    }
    const missing = Object.entries(there).filter(([, is]) => !is);
    lacking.push(...missing.map(([what]) => `${name}: ${what}`));
  }
  return lacking;
}

/** Values that look alike are told as one item, which names the trace of one of them. */
function isReported(app: TestApp, uuid: unknown): boolean {
  return app.sandbox.store
    .items()
    .some(({ data }) => uuid !== undefined && data['uuid'] === uuid);
}

function whatIsThere(
  app: TestApp,
  traceId: string,
): Readonly<Record<string, boolean>> {
  const view = app.sandbox.store.trace(traceId);
  const server = view?.otlp.spans.find(({ span }) => span.kind === 2)?.span;
  const lines = view?.cloudwatch.events ?? [];
  return {
    status: server?.attributes['http.response.status_code'] === 500,
    'error.type': typeof server?.attributes['error.type'] === 'string',
    'span status': server?.status.code === 2,
    fault:
      view?.xray.segments.some(({ document }) => document['fault']) === true,
    'access line': lines.some(({ fields }) => fields?.['status'] === 500),
    'exception line': lines.some(
      ({ fields }) => fields?.['context'] === 'Exceptions',
    ),
    item: isReported(app, server?.attributes['rollbar.uuid']),
  };
}
