import { NotFoundException } from '@nestjs/common';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { readableSpan } from './readable-span.js';
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

  it('does not have V8 write a stack that nobody is told', () => {
    const answer = new NotFoundException();
    let reads = 0;
    Object.defineProperty(answer, 'stack', {
      get: () => {
        reads += 1;
        return 'Error\n    at nowhere';
      },
    });
    const span = createTracerProvider().getTracer('spec').startSpan('span');
    recordException(span, answer);
    span.end();
    expect(readableSpan(span)?.attributes).toEqual({
      'error.type': 'NotFoundException',
    });
    expect(reads).toBe(0);
  });

  it('tells of what can not be read as far as it can', () => {
    const hidden = Object.defineProperties(new TypeError('hidden'), {
      message: { get: fail },
      stack: { get: fail },
    });
    const proxy = Proxy.revocable(new Error('gone'), {});
    proxy.revoke();
    const told = [hidden, proxy.proxy, 2n ** 100_000n].map((error) => {
      const span = createTracerProvider().getTracer('spec').startSpan('span');
      recordException(span, error);
      span.end();
      return readableSpan(span)?.attributes;
    });
    expect(told).toEqual([
      {
        'error.type': 'TypeError',
        'exception.type': 'TypeError',
        'exception.message': '[withheld]',
        'exception.stacktrace': '[withheld]',
      },
      {
        'error.type': 'object',
        'exception.type': 'object',
        'exception.message': '[withheld]',
      },
      {
        'error.type': 'bigint',
        'exception.type': 'bigint',
        'exception.message': '[big integer of about 100004 bits]',
      },
    ]);
  });
});

function fail(): never {
  throw new Error('touched');
}
