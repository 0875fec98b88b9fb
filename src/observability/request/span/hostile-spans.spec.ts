import { type Span, type Tracer } from '@opentelemetry/api';
import {
  JsonTraceSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import { emptyResource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { TraceRecorder } from '../trace-recorder.js';
import { createTracerProvider } from './create-tracer-provider.js';

/** Bytes that Honeycomb takes of one attribute. Source: Honeycomb documentation, "Limits". */
const MAX_ATTRIBUTE_BYTES = 65_535;

/** Throws for whatever is done with it. */
const throwing = new Proxy(
  {},
  {
    get: () => fail(),
    has: () => fail(),
    ownKeys: () => fail(),
    getPrototypeOf: () => fail(),
    getOwnPropertyDescriptor: () => fail(),
  },
);
const revoked = Proxy.revocable([], {});
revoked.revoke();

/** Everything that a caller without types may hand in. */
const STRANGE: readonly unknown[] = [
  null,
  undefined,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  1e300,
  -1,
  10n ** 30n,
  Symbol('s'),
  '',
  '\ud800',
  new Date(Number.NaN),
  [Number.NaN, 0],
  [1, 1e12],
  () => fail(),
  throwing,
  revoked.proxy,
  {
    get name(): string {
      return fail();
    },
    get code(): string {
      return fail();
    },
  },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}'),
];

describe('a span that is given strange things', () => {
  it('throws nothing, and can be sent', () => {
    const spans = recorded((tracer) => {
      for (const value of STRANGE) {
        for (const use of uses(tracer)) {
          expect(() => {
            use(value);
          }).not.toThrow();
        }
      }
    });
    expect(spans.length).toBeGreaterThan(STRANGE.length);
    for (const span of spans) {
      expect(ProtobufTraceSerializer.serializeRequest([span])).toBeDefined();
      expect(JsonTraceSerializer.serializeRequest([span])).toBeDefined();
      expect(span.name).not.toBe('');
      expect(span.startTime.every((part) => part >= 0)).toBe(true);
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('keeps the attributes beside one whose getter throws', () => {
    const attributes = {
      before: 1,
      get broken(): number {
        return fail();
      },
      after: 2,
    };
    const [span] = recorded((tracer) => {
      const it = tracer.startSpan('span', { attributes });
      it.setAttributes(Object.fromEntries(STRANGE.entries()));
      it.setAttribute('kept', true);
      it.addEvent('event', attributes);
      it.end();
    });
    expect(span?.attributes).toMatchObject({ before: 1, after: 2, kept: true });
    expect(span?.events[0]?.attributes).toEqual({ before: 1, after: 2 });
  });

  it('holds copies, within Honeycomb’s size', () => {
    const list = ['a'];
    const values = {
      list,
      text: '語'.repeat(400_000),
      lists: Array.from({ length: 300_000 }, (_, index) => `item ${index}`),
      numbers: Array.from({ length: 300_000 }, (_, index) => index),
      controls: ['\u0001'.repeat(200_000)],
      binary: new Uint8Array(1_000_000),
      halved: 'a\ud83d',
      deep: nested(5000),
      wide: Object.fromEntries(
        Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]),
      ),
      shared: doubled(40),
    };
    const before = performance.now();
    const [span] = recorded((tracer) => {
      tracer.startSpan('span', { attributes: values }).end();
      list.push('b');
    });
    expect(performance.now() - before).toBeLessThan(2000);
    expect(span?.attributes['list']).toEqual(['a']);
    expect(span?.attributes['halved']).toBe('a\ufffd');
    expect(span?.attributes['text']).toMatch(
      /^語+…\[cut, 1200000 bytes in all\]$/,
    );
    for (const [key, value] of Object.entries(span?.attributes ?? {})) {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      expect(value instanceof Uint8Array ? 0 : Buffer.byteLength(shown))
        // Named, so that a failure says which.
        .toSatisfy((bytes) => Number(bytes) <= MAX_ATTRIBUTE_BYTES, key);
    }
  });

  it('fits a batch whatever is put on it, and still tells how it ended', () => {
    const text = 'é'.repeat(50_000);
    const [span] = recorded((tracer) => {
      const it = tracer.startSpan('x'.repeat(1_000_000));
      for (let index = 0; index < 300; index += 1) {
        it.setAttribute(`${'k'.repeat(2000)}${index}`, text);
        it.addEvent(text, { text, more: [text, text] });
        it.addLink({ context: other, attributes: { text } });
      }
      it.setStatus({ code: 2, message: text });
      it.setAttribute('http.response.status_code', 500);
      it.setAttribute('error.type', 'TypeError');
      it.end();
    });
    const bytes = ProtobufTraceSerializer.serializeRequest(
      span === undefined ? [] : [span],
    );
    expect(bytes?.byteLength).toBeLessThan(1024 * 1024);
    expect(span?.attributes).toMatchObject({
      'http.response.status_code': 500,
      'error.type': 'TypeError',
    });
    expect(span?.events.at(-1)?.attributes?.['text']).toMatch(/bytes in all/);
  });
});

const other = {
  traceId: '11111111111111111111111111111111',
  spanId: '2222222222222222',
  traceFlags: 1,
};

/** Every door of the tracing API, each with one strange argument. */
function uses(tracer: Tracer): readonly ((value: unknown) => void)[] {
  const start = (...args: readonly unknown[]): void => {
    const span: Span = Reflect.apply(
      Reflect.get(tracer, 'startSpan'),
      tracer,
      args,
    );
    span.end();
  };
  const call =
    (method: keyof Span, ...before: readonly unknown[]) =>
    (value: unknown): void => {
      const span = tracer.startSpan('span');
      Reflect.apply(Reflect.get(span, method), span, [...before, value]);
      span.end();
    };
  return [
    (value) => start(value),
    (value) => start('span', value),
    (value) => start('span', { attributes: { value }, links: value }),
    (value) => start('span', { attributes: value, links: [value] }),
    (value) => start('span', { startTime: value, kind: value, root: value }),
    call('setAttribute', 'key'),
    call('setAttribute'),
    call('setAttributes'),
    call('addEvent'),
    call('addEvent', 'event'),
    call('addEvent', 'event', { a: 1 }),
    call('addLink'),
    call('addLinks'),
    (value) => call('addLink')({ context: value }),
    (value) => call('addLink')({ context: { ...other, traceState: value } }),
    call('setStatus'),
    (value) => call('setStatus')({ code: value, message: value }),
    call('updateName'),
    call('recordException'),
    call('end'),
  ];
}

/** The spans that some work ends, as sinks get them. */
function recorded(work: (tracer: Tracer) => void): readonly ReadableSpan[] {
  const recorder = new TraceRecorder();
  const spans: ReadableSpan[] = [];
  recorder.addSink({
    name: 'spec',
    accept: (record) => {
      spans.push(...record.spans);
    },
  });
  work(
    createTracerProvider({ recorder, resource: emptyResource() }).getTracer(
      'spec',
    ),
  );
  return spans;
}

function nested(levels: number): object {
  let value: object = { end: true };
  for (let level = 0; level < levels; level += 1) {
    value = { value };
  }
  return value;
}

/** Few objects that a walk meets 2 to the power of `levels` times. */
function doubled(levels: number): object {
  let value: object = { end: true };
  for (let level = 0; level < levels; level += 1) {
    value = { left: value, right: value };
  }
  return value;
}

function fail(): never {
  throw new Error('strange');
}
