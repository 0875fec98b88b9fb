import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { recordException } from './record-exception.js';
import { createTracerProvider } from './span/create-tracer-provider.js';
import { TraceRecorder } from './trace-recorder.js';

describe('recordException', () => {
  it('keeps the stack of an error object in every trace that throws it', () => {
    const spans: ReadableSpan[] = [];
    const recorder = new TraceRecorder();
    recorder.addSink({
      name: 'spec',
      accept: (record) => {
        spans.push(...record.spans);
      },
    });
    const tracer = createTracerProvider({ recorder }).getTracer('spec');
    const shared = new Error('made once, thrown often');

    for (const name of ['first', 'second']) {
      const span = tracer.startSpan(name, { root: true });
      recordException(span, shared);
      span.end();
    }

    expect(
      spans.map(({ attributes }) => attributes['exception.message']),
    ).toEqual([shared.message, shared.message]);
  });
});
