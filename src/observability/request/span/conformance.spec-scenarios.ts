import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';

export const remote = trace.setSpanContext(ROOT_CONTEXT, {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: 1,
  isRemote: true,
});
const other = {
  traceId: '11111111111111111111111111111111',
  spanId: '2222222222222222',
  traceFlags: 1,
};

/** Each does the same to a span of the SDK's and to one of ours. */
export const SCENARIOS: readonly (readonly [
  string,
  (tracer: Tracer) => void,
])[] = [
  ['a bare span', (it) => it.startSpan('bare').end()],
  [
    'options',
    (it) =>
      it
        .startSpan('options', {
          kind: SpanKind.CLIENT,
          attributes: { a: 1, b: 'x', c: [1, 2], d: undefined },
          startTime: 1_700_000_000_000,
          links: [{ context: other, attributes: { why: 'batch' } }],
        })
        .end(1_700_000_000_250),
  ],
  [
    'times as Date and HrTime',
    (it) =>
      it
        .startSpan('times', { startTime: new Date(1_700_000_000_000) })
        .end([1_700_000_001, 5]),
  ],
  [
    'an end before the start',
    (it) => it.startSpan('back', { startTime: 2e12 }).end(1e12),
  ],
  [
    'attributes of every type, and of none',
    (it) => {
      const span = it.startSpan('types');
      span.setAttributes({
        s: 's',
        n: 1,
        b: false,
        list: ['a', 'b'],
        none: undefined,
      });
      span.setAttribute('', 'no key');
      span.setAttribute('s', 'replaced');
      span.setAttribute('map', { inner: { deep: [1, 'two'] } });
      span.end();
    },
  ],
  [
    'events',
    (it) => {
      const span = it.startSpan('events');
      span.addEvent('plain', 1_700_000_000_100);
      span.addEvent('with attributes', { a: 1 }, 1_700_000_000_200);
      span.addEvent('with a time', [1_700_000_000, 7]);
      for (let index = 0; index < 200; index += 1) {
        span.addEvent(`event ${String(index)}`, { index }, 1_700_000_000_300);
      }
      span.end();
    },
  ],
  [
    'links',
    (it) => {
      const span = it.startSpan('links');
      span.addLink({ context: other });
      span.addLinks(Array.from({ length: 200 }, () => ({ context: other })));
      span.end();
    },
  ],
  [
    'more attributes than a span holds',
    (it) => {
      const span = it.startSpan('many');
      for (let index = 0; index < 200; index += 1) {
        span.setAttribute(`key ${String(index)}`, index);
      }
      span.end();
    },
  ],
  [
    'status: OK is final',
    (it) => {
      const span = it.startSpan('status');
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'first' });
      span.setStatus({ code: SpanStatusCode.UNSET });
      span.setStatus({ code: SpanStatusCode.OK, message: 'ignored' });
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'too late' });
      span.end();
    },
  ],
  [
    'exceptions',
    (it) => {
      const span = it.startSpan('exceptions');
      span.recordException('text', 1_700_000_000_100);
      span.recordException({ name: 'E', message: 'm', stack: 's' }, 1e12);
      span.recordException({ code: 12, message: 'coded' }, 1e12);
      span.end();
    },
  ],
  [
    'what comes after the end',
    (it) => {
      const span = it.startSpan('ended');
      span.end();
      span.setAttribute('late', 1).addEvent('late').updateName('late').end();
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.recordException('late');
    },
  ],
  [
    'a child of a remote parent, and its child',
    (it) => {
      const span = it.startSpan('server', { kind: SpanKind.SERVER }, remote);
      it.startSpan('child', {}, trace.setSpan(ROOT_CONTEXT, span)).end();
      span.end();
    },
  ],
  [
    'a root inside a span',
    (it) => {
      const outer = it.startSpan('outer');
      it.startSpan(
        'root',
        { root: true },
        trace.setSpan(ROOT_CONTEXT, outer),
      ).end();
      outer.end();
    },
  ],
  [
    'a name that changes',
    (it) => it.startSpan('before').updateName('after').end(),
  ],
];
