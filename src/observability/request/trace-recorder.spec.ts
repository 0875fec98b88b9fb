import { context, type Span, trace, type Tracer } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { TraceRecord } from './trace-record.js';
import { TraceRecorder } from './trace-recorder.js';

describe('TraceRecorder', () => {
  let recorder: TraceRecorder;
  let tracer: Tracer;
  let records: TraceRecord[];

  const child = (parent: Span, name: string): Span =>
    tracer.startSpan(name, {}, trace.setSpan(context.active(), parent));
  const names = (): (string[] | undefined)[] =>
    records.map(({ spans }) => spans.map(({ name }) => name));

  beforeEach(() => {
    recorder = new TraceRecorder(5);
    records = [];
    recorder.addSink({
      name: 'spec',
      accept: (record) => {
        records.push(record);
      },
    });
    tracer = new TracerProvider({ spanProcessors: [recorder] }).getTracer(
      'spec',
    );
  });

  it('hands on a trace once, when its root ends, root last', () => {
    const root = tracer.startSpan('root');
    const inner = child(root, 'inner');
    child(inner, 'innermost').end();
    inner.end();
    expect(records).toHaveLength(0);
    root.end();

    expect(names()).toEqual([['innermost', 'inner', 'root']]);
    expect(records[0]?.root?.name).toBe('root');
  });

  it('keeps two requests of one caller apart', () => {
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

  it('hands on what outlives its root as it ends', () => {
    const root = tracer.startSpan('root');
    const late = child(root, 'late');
    root.end();
    const later = child(late, 'later');
    late.end();
    later.end();

    expect(names()).toEqual([['root'], ['late'], ['later']]);
    expect(records.map(({ root: it }) => it?.name)).toEqual([
      'root',
      undefined,
      undefined,
    ]);
  });

  it('hands on a large trace in parts, and holds no more', () => {
    const root = tracer.startSpan('root');
    for (let index = 0; index < 12; index += 1) {
      child(root, String(index)).end();
    }
    root.end();

    expect(records.map(({ spans }) => spans.length)).toEqual([5, 5, 3]);
  });

  it('tells every sink even if one throws, and warns', async () => {
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
