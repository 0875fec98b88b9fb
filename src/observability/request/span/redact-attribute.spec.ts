import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { TraceRecorder } from '../trace-recorder.js';
import { createTracerProvider } from './create-tracer-provider.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.hunter2.hunter2';

function recorded(): { readonly spans: ReadableSpan[]; end: () => void } {
  const spans: ReadableSpan[] = [];
  const recorder = new TraceRecorder();
  recorder.addSink({
    name: 'spec',
    accept: (record) => {
      spans.push(...record.spans);
    },
  });
  const tracer = createTracerProvider({ recorder }).getTracer('spec');
  const span = tracer.startSpan('work', {
    attributes: { 'app.password': 'hunter2', 'app.note': `sent ${JWT}` },
    links: [
      {
        context: {
          traceId: '0af7651916cd43dd8448eb211c80319c',
          spanId: 'b7ad6b7169203331',
          traceFlags: 1,
        },
        attributes: { api_key: 'hunter2' },
      },
    ],
  });
  span.setAttribute('http.request.header.authorization', ['Basic hunter2']);
  span.setAttribute('app.pin', 4711);
  span.setAttributes({
    'app.urls': ['https://worf:hunter2@example.com/'],
    'app.has_password': true,
    'app.sizes': [1, 2],
    'app.size': 3,
    'app.text': 'nothing to hide',
    'fold.TokenStore.load.count': 949,
  });
  span.addEvent('sent', { token: 'hunter2', size: 1 });
  span.recordException(new Error('refused: password=hunter2'));
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: `refused: Bearer ${JWT}`,
  });
  return {
    spans,
    end: () => {
      span.end();
    },
  };
}

describe('what an application writes on a span', () => {
  it('is kept without secrets, whatever they stand in', () => {
    const { spans, end } = recorded();
    end();
    const [span] = spans;

    expect(span?.attributes).toEqual({
      'app.password': '[redacted]',
      'app.note': 'sent [redacted]',
      'http.request.header.authorization': '[redacted]',
      'app.pin': '[redacted]',
      'app.urls': ['https://[redacted]@example.com/'],
      'app.has_password': true,
      'app.sizes': [1, 2],
      'app.size': 3,
      'app.text': 'nothing to hide',
      'fold.TokenStore.load.count': 949,
    });
    expect(span?.status.message).toBe('refused: Bearer [redacted]');
    expect(span?.events[0]?.attributes).toEqual({
      token: '[redacted]',
      size: 1,
    });
    expect(span?.links[0]?.attributes).toEqual({ api_key: '[redacted]' });
    expect(JSON.stringify(span?.events)).not.toContain('hunter2');
  });

  it('may have getters that throw', () => {
    const { spans, end } = recorded();
    const tracer = createTracerProvider().getTracer('spec');
    const hostile = {
      get bad(): string {
        throw new Error('getter');
      },
      good: 1,
    };
    const span = tracer.startSpan('hostile');

    expect(() => span.setAttributes(hostile)).not.toThrow();
    end();
    expect(spans).toHaveLength(1);
  });
});
