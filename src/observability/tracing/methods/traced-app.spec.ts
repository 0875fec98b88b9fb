import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SpanKind } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { durationMs, RecordedSpans } from './recorded-spans.spec-rig.js';
import { startTracedApp } from './traced-app.spec-app.js';

const spans = new RecordedSpans();

function serverSpans(): ReadableSpan[] {
  return spans.all.filter((span) => span.kind === SpanKind.SERVER);
}

describe('a Nest application with traceInstances()', () => {
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    spans.start();
    app = await startTracedApp();
    url = await app.getUrl();
  });

  afterAll(async () => {
    await app.close();
    spans.stop();
  });

  beforeEach(() => {
    spans.clear();
  });

  /** The body of a response, once as many requests have been recorded. */
  async function get(path: string, requests = 1): Promise<string> {
    const response = await fetch(`${url}${path}`);
    const body = await response.text();
    await vi.waitFor(() => {
      expect(serverSpans().length).toBeGreaterThanOrEqual(requests);
    }, 5000);
    return body;
  }

  it('shows guard, interceptors, pipe, controller and provider where they run', async () => {
    expect(await get('/words/reversed/%20abc')).toBe('CBA');
    const root = 'GET /words/reversed/:word';
    const onion = [root, 'Shout.intercept', 'Delay.intercept'];
    const paths: Record<string, string[]> = {
      'RoleGuard.canActivate': [root],
      'Shout.intercept': [root],
      'Delay.intercept': [root, 'Shout.intercept'],
      'Trim.transform': onion,
      'WordsController.reversed': onion,
      'Words.reverse': [...onion, 'WordsController.reversed'],
    };
    for (const [name, above] of Object.entries(paths)) {
      expect(spans.path(spans.one(name))).toEqual([...above, name]);
    }
    expect(spans.names()).toHaveLength(7);
    expect(durationMs(spans.one('Delay.intercept'))).toBeGreaterThanOrEqual(
      durationMs(spans.one('WordsController.reversed')),
    );
  });

  it('lets a guard read the metadata of the handler, and shows its refusal', async () => {
    expect(await get('/words/refused')).toContain('Forbidden');
    expect(spans.names()).toEqual([
      'RoleGuard.canActivate',
      'GET /words/refused',
    ]);
  });

  it('shows the filter that answers, and the handler that threw', async () => {
    expect(await get('/words/conflict')).toBe('taken');
    expect(spans.path(spans.one('ConflictFilter.catch'))).toEqual([
      'GET /words/conflict',
      'ConflictFilter.catch',
    ]);
    expect(spans.one('WordsController.conflict').attributes['error.type']).toBe(
      'ConflictException',
    );
  });

  it('traces transient providers, private fields intact', async () => {
    expect([await get('/words/count'), await get('/words/count', 2)]).toEqual([
      '1',
      '2',
    ]);
    expect(spans.named('Counter.next')).toHaveLength(2);
  });

  it('traces request-scoped controllers and providers', async () => {
    expect(await get('/scoped/x')).toBe('x/depocs/');
    expect(spans.path(spans.one('Words.reverse'))).toEqual([
      'GET /scoped/:word',
      'ScopedController.url',
      'PerRequest.url',
      'Words.reverse',
    ]);
  });

  it('keeps 200 concurrent requests apart', async () => {
    const bodies = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        get(`/${i % 2 ? 'words/reversed' : 'scoped'}/w${String(i)}`),
      ),
    );
    await vi.waitFor(() => {
      expect(serverSpans()).toHaveLength(200);
    }, 5000);
    expect(bodies[1]).toBe('1W');
    expect(bodies[42]).toBe('24w/depocs/');
    for (const server of serverSpans()) {
      const { traceId } = server.spanContext();
      const ofTrace = spans.all.filter(
        (span) => span.spanContext().traceId === traceId,
      );
      expect(ofTrace).toHaveLength(server.name.includes('scoped') ? 4 : 7);
      for (const span of ofTrace) {
        expect(spans.path(span)[0]).toBe(server.name);
      }
    }
  });
});
