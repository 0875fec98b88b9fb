import { setTimeout as wait } from 'node:timers/promises';
import {
  context,
  createContextKey,
  diag,
  DiagLogLevel,
  propagation,
  ROOT_CONTEXT,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { startContexts } from './start-contexts.js';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('startContexts', () => {
  beforeEach(() => {
    startContexts(new W3CTraceContextPropagator());
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    context.disable();
    propagation.disable();
    diag.disable();
  });

  it('has contexts follow asynchronous work, each its own', async () => {
    const key = createContextKey('work');
    const seen = await Promise.all(
      ['one', 'other'].map((name) =>
        context.with(ROOT_CONTEXT.setValue(key, name), async () => {
          await wait(1);
          return context.active().getValue(key);
        }),
      ),
    );
    expect(seen).toEqual(['one', 'other']);
  });

  it('has traces travel by the given headers', () => {
    const caller = propagation.extract(ROOT_CONTEXT, {
      traceparent: TRACEPARENT,
    });
    const sent: Record<string, string> = {};
    propagation.inject(caller, sent);
    expect(trace.getSpanContext(caller)?.isRemote).toBe(true);
    expect(sent).toEqual({ traceparent: TRACEPARENT });
  });

  it.each([
    ['warn', [DiagLogLevel.WARN]],
    ['', []],
    ['loud', [DiagLogLevel.INFO]],
  ])(
    'shows OpenTelemetry’s own complaints from OTEL_LOG_LEVEL=%s on',
    (level, levels) => {
      vi.stubEnv('OTEL_LOG_LEVEL', level);
      // It writes by the console methods that it found when it was loaded, which nothing can listen to.
      const set = vi.spyOn(diag, 'setLogger');
      startContexts(new W3CTraceContextPropagator());
      expect(set.mock.calls.map(([, options]) => options)).toEqual(
        levels.map((logLevel) => ({ logLevel })),
      );
    },
  );
});
