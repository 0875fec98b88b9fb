import { context, INVALID_SPAN_CONTEXT, trace } from '@opentelemetry/api';
import * as fc from 'fast-check';
import { annotate, type FinishedRequest } from '../../request/index.js';
import { startTestTracing } from '../../request/testing/start-test-tracing.js';
import { AccessRecord } from '../record/access-record.js';
import { AccessLine } from './access-line.js';
import { JsonLine } from './json-line.js';

const json = new JsonLine(
  { name: 'cruddur', version: '1', environment: 'test' },
  'host-1',
);
const line = new AccessLine(json);

function finished(given: Partial<FinishedRequest> = {}): FinishedRequest {
  return {
    startedAt: Date.now(),
    span: trace.wrapSpanContext({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
    }),
    route: '/api/activities/@:handle',
    method: 'GET',
    scheme: 'http',
    httpVersion: '1.1',
    path: '/api/activities/@worf?page=2',
    remoteAddress: '::1',
    status: 200,
    durationMs: 1.234,
    aborted: false,
    failureTold: false,
    ...given,
  };
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', '\u2028', '\ud800', '\u007f', '\n', '</script>'),
);

describe('AccessLine', () => {
  it('writes what JsonLine writes, whatever a request is made of', () => {
    fc.assert(
      fc.property(
        fc.record({
          path: text,
          scheme: text,
          remoteAddress: text,
          route: fc.option(text, { nil: undefined }),
          status: fc.integer({ min: 100, max: 599 }),
          durationMs: fc.double({
            min: 0,
            noNaN: true,
            noDefaultInfinity: true,
          }),
          aborted: fc.boolean(),
        }),
        (given) => {
          const record = new AccessRecord(finished(given));
          expect(line.encode(record)).toBe(json.encode(record));
        },
      ),
    );
  });

  it('writes no ids outside a trace', () => {
    const span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    const record = new AccessRecord(finished({ span }));
    expect(line.encode(record)).toBe(json.encode(record));
    expect(JSON.parse(line.encode(record))).not.toHaveProperty('trace_id');
  });

  it('names the user, and what the request was annotated with', () => {
    startTestTracing();
    const span = trace.getTracer('spec').startSpan('request');
    span.setAttribute('user.id', 'a "user"');
    const named = new AccessRecord(finished({ span }));
    expect(line.encode(named)).toBe(json.encode(named));
    expect(JSON.parse(line.encode(named))).toMatchObject({
      user_id: 'a "user"',
    });

    context.with(trace.setSpan(context.active(), span), () => {
      annotate({ 'app.plan': 'pro', level: 'gold' });
    });
    expect(line.encode(named)).toBe(json.encode(named));
    expect(JSON.parse(line.encode(named))).toMatchObject({
      'app.plan': 'pro',
      fields: { level: 'gold' },
    });
  });
});
