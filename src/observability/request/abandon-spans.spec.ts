import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { RatioSampler } from './sampling/ratio-sampler.js';
import { createTracerProvider } from './span/create-tracer-provider.js';
import type { TraceRecord } from './trace-record.js';
import { TraceRecorder } from './trace-recorder.js';

/** How a span that the end of the process cut off looks. */
const CUT_OFF = {
  ended: true,
  status: { code: SpanStatusCode.ERROR },
  attributes: { 'error.type': 'process_crashed' },
};

describe('spans that are open when the process crashes', () => {
  let recorder: TraceRecorder;
  let tracer: Tracer;
  let records: TraceRecord[];

  const child = (parent: Span, name: string): Span =>
    tracer.startSpan(name, {}, trace.setSpan(context.active(), parent));
  const spans = (): readonly ReadableSpan[] =>
    records.flatMap((record) => record.spans);

  beforeEach(() => {
    recorder = new TraceRecorder();
    records = [];
    recorder.addSink({ name: 'spec', accept: (it) => void records.push(it) });
    tracer = createTracerProvider({
      recorder,
      sampler: new RatioSampler(0),
    }).getTracer('spec');
  });

  it('end with their root last, as failures, in one trace that is kept', () => {
    const root = tracer.startSpan('work');
    const inner = child(root, 'inner');
    child(inner, 'done').end();
    child(inner, 'innermost');
    recorder.abandon();

    expect(spans().map(({ name }) => name)).toEqual([
      'done',
      'innermost',
      'inner',
      'work',
    ]);
    expect(records).toMatchObject([{ root: { name: 'work' } }]);
    expect(spans().slice(1)).toMatchObject([CUT_OFF, CUT_OFF, CUT_OFF]);
    expect(spans()[0]?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('end where they outlived their request', () => {
    const root = tracer.startSpan('request', { kind: SpanKind.SERVER });
    child(root, 'late');
    root.setStatus({ code: SpanStatusCode.ERROR });
    root.end();
    recorder.abandon();

    expect(spans()).toMatchObject([
      { name: 'request' },
      { name: 'late', ...CUT_OFF },
    ]);
  });

  it('are found among thousands that have ended', () => {
    const root = tracer.startSpan('work');
    const first = child(root, 'first');
    for (let count = 0; count < 5000; count += 1) {
      tracer.startSpan('other work').end();
      child(root, 'done').end();
    }
    records = [];
    recorder.abandon();

    expect(first.isRecording()).toBe(false);
    expect(spans().at(-1)).toMatchObject({ name: 'work', ...CUT_OFF });
  });
});
