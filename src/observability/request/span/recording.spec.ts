import { context, type Span, trace, type Tracer } from '@opentelemetry/api';
import type { TraceRecord } from '../trace-record.js';
import { TraceRecorder } from '../trace-recorder.js';
import { createTracerProvider } from './create-tracer-provider.js';

describe('the record of a trace', () => {
  let recorder: TraceRecorder;
  let tracer: Tracer;
  let records: TraceRecord[];

  const child = (parent: Span, name: string): Span =>
    tracer.startSpan(name, {}, trace.setSpan(context.active(), parent));
  const names = (): (string[] | undefined)[] =>
    records.map(({ spans }) => spans.map(({ name }) => name));

  beforeEach(() => {
    recorder = new TraceRecorder();
    records = [];
    recorder.addSink({
      name: 'spec',
      accept: (record) => {
        records.push(record);
      },
    });
    tracer = createTracerProvider({ recorder }).getTracer('spec');
  });

  it('is handed on once, when its root ends, root last', () => {
    const root = tracer.startSpan('root');
    const inner = child(root, 'inner');
    child(inner, 'innermost').end();
    inner.end();
    expect(records).toHaveLength(0);
    root.end();

    expect(names()).toEqual([['innermost', 'inner', 'root']]);
    expect(records[0]?.root?.name).toBe('root');
  });

  it('is another one for each request of the same caller', () => {
    const caller = trace.setSpanContext(context.active(), {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
      isRemote: true,
    });
    const first = tracer.startSpan('first', {}, caller);
    const second = tracer.startSpan('second', {}, caller);
    child(second, 'of second').end();
    first.end();
    second.end();

    expect(names()).toEqual([['first'], ['of second', 'second']]);
  });

  it('is followed by what outlives its root, as it ends', () => {
    const root = tracer.startSpan('root');
    const late = child(root, 'late');
    root.end();
    const later = child(late, 'later');
    late.end();
    later.end();
    child(root, 'begun after the end').end();

    expect(names()).toEqual([
      ['root'],
      ['late'],
      ['later'],
      ['begun after the end'],
    ]);
    expect(records.map(({ root: it }) => it?.name)).toEqual([
      'root',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes no endless work for part of the request', () => {
    const root = tracer.startSpan('root');
    root.end();
    for (let index = 0; index < 1500; index += 1) {
      child(root, 'tick').end();
    }

    expect(records.flatMap(({ spans }) => spans)).toHaveLength(1001);
    expect(child(root, 'tick').isRecording()).toBe(false);
    expect(child(root, 'tick').spanContext().traceId).toBe(
      root.spanContext().traceId,
    );
  });

  it('comes in parts when it is large, and no part is held', () => {
    const root = tracer.startSpan('root');
    for (let index = 0; index < 2500; index += 1) {
      child(root, 'step').end();
    }
    expect(records.map(({ spans }) => spans.length)).toEqual([1000, 1000]);
    root.end();

    expect(records.map(({ spans }) => spans.length)).toEqual([1000, 1000, 501]);
    expect(records.at(-1)?.root?.name).toBe('root');
  });

  it('reaches every sink even if one throws, which is warned of', async () => {
    const warned = new Promise<Error>((resolve) => {
      process.once('warning', resolve);
    });
    const seen: TraceRecord[] = [];
    recorder.addSink({
      name: 'broken',
      accept: () => {
        throw new Error('sink');
      },
    });
    const remove = recorder.addSink({
      name: 'after',
      accept: (record) => {
        seen.push(record);
      },
    });

    tracer.startSpan('root').end();
    expect(seen).toHaveLength(1);
    expect((await warned).message).toContain('broken');

    remove();
    tracer.startSpan('root').end();
    expect(seen).toHaveLength(1);
  });
});
