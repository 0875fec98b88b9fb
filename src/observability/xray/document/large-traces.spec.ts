import { type Context, context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import {
  createTracerProvider,
  RatioSampler,
  TraceRecorder,
  type TraceRecord,
} from '../../request/index.js';
import { readDocument, withNested } from '../testing/legal-document.js';
import { SegmentNaming } from './segment-naming.js';
import { TraceEncoder } from './trace-encoder.js';

const SPANS = 5000;

describe('a trace of 5,000 spans', () => {
  it.each([
    ['side by side', false, 1],
    ['one inside the other', true, 1],
    ['one inside the other, until the trace is decided', true, 0.999999],
  ] as const)('arrives whole, %s', (_name, isNested, probability) => {
    const records = recorded(isNested, probability);
    const encoder = new TraceEncoder({ naming: new SegmentNaming('cruddur') });
    const started = process.threadCpuUsage();
    const documents = records.flatMap((record) => encoder.encode(record));
    expect(process.threadCpuUsage(started).user / 1000).toBeLessThan(5000);
    const entities = documents.flatMap((json) =>
      withNested(readDocument(json)),
    );
    expect(new Set(entities.map(({ id }) => id)).size).toBe(SPANS + 1);
    expect(entities).toHaveLength(SPANS + 1);
  });
});

function recorded(isNested: boolean, probability: number): TraceRecord[] {
  const recorder = new TraceRecorder();
  const records: TraceRecord[] = [];
  recorder.addSink({
    name: 'spec',
    accept: (record) => {
      records.push(record);
    },
  });
  const tracer = createTracerProvider({
    recorder,
    resource: emptyResource(),
    sampler: new RatioSampler(probability),
  }).getTracer('spec');
  const root = tracer.startSpan('root', { root: true }, ROOT_CONTEXT);
  const top = trace.setSpan(context.active(), root);
  const open = [];
  let above: Context = top;
  for (let index = 0; index < SPANS; index += 1) {
    const span = tracer.startSpan(`span ${String(index)}`, {}, above);
    span.setAttribute('index', index);
    open.push(span);
    above = isNested ? trace.setSpan(top, span) : top;
  }
  for (const span of open.toReversed()) {
    span.end();
  }
  root.end();
  return records;
}
