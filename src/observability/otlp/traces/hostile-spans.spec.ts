import type { Attributes, HrTime, Link } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { MAX_RECORD_BYTES } from '../encode/encode-record.js';
import { decodedSpans } from '../testing/decoded-spans.js';
import { madeSpan } from '../testing/made-span.js';
import { composeTracesRequest } from './compose-traces-request.js';
import { spanCodec } from './span-codec.js';
import { SpanInDelivery } from './span-in-delivery.js';
import { tracesSignal } from './traces-signal.js';

/** What arrives of a span that is sent between two others, which arrive whole. */
function arrived(span: ReadableSpan): Record<string, unknown> | undefined {
  const records = [
    madeSpan({ name: 'before' }),
    span,
    madeSpan({ name: 'after' }),
  ].map((each) => new SpanInDelivery(each, false));
  const spans = decodedSpans(composeTracesRequest(records));
  const whole = { attributes: [{ key: 'http.route' }] };
  expect(spans[0]).toMatchObject({ name: 'before', ...whole });
  expect(spans.at(-1)).toMatchObject({ name: 'after', ...whole });
  expect(spans.length).toBeLessThanOrEqual(3);
  return spans.length === 3 ? spans[1] : undefined;
}

function arrivedAttributes(attributes: object): unknown {
  const hostile: Attributes = {};
  Object.defineProperties(
    hostile,
    Object.getOwnPropertyDescriptors(attributes),
  );
  return arrived(madeSpan({ attributes: hostile }))?.['attributes'];
}

function linkTo(traceId: string): Link {
  return { context: { traceId, spanId: 'b7ad6b7169203331', traceFlags: 0 } };
}

function texts(count: number, size: number): Attributes {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `key ${String(index)}`,
      'v'.repeat(size),
    ]),
  );
}

describe('a span of hostile content', () => {
  it('has texts cut at 65,535 bytes, at a border of characters, with their size said', () => {
    const text = `x${'世'.repeat(30_000)}`;
    const [attribute] = decodedSpans(
      composeTracesRequest([
        new SpanInDelivery(madeSpan({ attributes: { text } }), false),
      ]),
    ).flatMap(({ attributes }) => attributes);
    const value = attribute?.value.stringValue ?? '';
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(value)).toBeGreaterThan(65_400);
    expect(value).toMatch(/^x世+…\[cut, 90001 bytes\]$/);
    expect(value).not.toContain('\ufffd');
  });

  it('keeps a text of exactly 65,535 bytes as it is', () => {
    const text = '世'.repeat(21_845);
    expect(arrivedAttributes({ text })).toMatchObject([
      { value: { stringValue: text } },
    ]);
  });

  it('has halves of surrogate pairs replaced', () => {
    expect(arrivedAttributes({ '\ud800': 'a\udc00b' })).toMatchObject([
      { key: '\ufffd', value: { stringValue: 'a\ufffdb' } },
    ]);
  });

  it('withholds what can not be read, and nothing beside it', () => {
    const cyclic: Record<string, unknown> = { name: 'loop' };
    cyclic['self'] = [cyclic];
    const hostile = {
      good: 1,
      get throwing(): string {
        throw new Error('no');
      },
      proxy: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('no');
          },
        },
      ),
      cyclic,
      symbol: Symbol('s'),
      big: 2n ** 70n,
      small: -(2n ** 63n),
      ['__proto__x']: { constructor: 'c' },
      last: 'good',
    };
    expect(arrivedAttributes(hostile)).toMatchObject([
      { key: 'good', value: { intValue: '1' } },
      { key: 'throwing', value: { stringValue: '[withheld]' } },
      { key: 'proxy', value: { stringValue: '[withheld]' } },
      {
        key: 'cyclic',
        value: {
          kvlistValue: {
            values: [
              { key: 'name', value: { stringValue: 'loop' } },
              {
                key: 'self',
                value: {
                  arrayValue: { values: [{ stringValue: '[withheld]' }] },
                },
              },
            ],
          },
        },
      },
      { key: 'symbol' },
      { key: 'big', value: { stringValue: String(2n ** 70n) } },
      { key: 'small', value: { intValue: String(-(2n ** 63n)) } },
      { key: '__proto__x' },
      { key: 'last', value: { stringValue: 'good' } },
    ]);
  });

  it('has lists, maps and bytes bounded, in width and in depth', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 1000; level += 1) {
      deep = { deep };
    }
    const wide = Array.from({ length: 100_000 }, (_, index) => index);
    const laughs = Array.from({ length: 9 }).reduce<unknown>(
      (inner) => Array.from({ length: 10 }, () => inner),
      'ha',
    );
    const bytes = new Uint8Array(1_000_000);
    const record = new SpanInDelivery(
      madeSpan({
        attributes: Object.fromEntries(
          Object.entries({ deep, wide, laughs, bytes }),
        ),
      }),
      false,
    );
    const text = JSON.stringify(decodedSpans(composeTracesRequest([record])));
    expect(record.wireBytes).toBeLessThan(4 * 66_000);
    expect(text).toContain('[withheld]');
    expect(text).toMatch(/…\[\d+ more\]/);
    expect(text).toContain('[withheld, 1000000 bytes]');
  });

  it.each<[string, HrTime, string]>([
    ['before 1970', [-1, 0], '0'],
    ['no number', [Number.NaN, 0], '0'],
    ['beyond 64 bits', [1e15, 0], '18446744073709551615'],
    ['endless', [Number.POSITIVE_INFINITY, 0], '18446744073709551615'],
    ['with too many nanoseconds', [1, 2.5e9], '3500000000'],
    ['the last exact one', [4_611_686_018, 427_387_903], '4611686018427387903'],
    ['later than that', [18_446_744_073, 709_551_615], '18446744073709551615'],
  ])('has a time %s clamped', (_name, endTime, expected) => {
    expect(arrived(madeSpan({ endTime }))).toMatchObject({
      endTimeUnixNano: expected,
    });
  });

  it('loses links to what is no span, and counts them', () => {
    const span = madeSpan({
      links: [linkTo('nope'), linkTo('0'.repeat(31)), linkTo('a'.repeat(32))],
      droppedLinksCount: 1,
    });
    expect(arrived(span)).toMatchObject({
      links: [expect.anything()],
      droppedLinksCount: 3,
    });
  });

  it('has all its texts cut where they are too many, and goes bare at last', () => {
    const cut = new SpanInDelivery(
      madeSpan({ attributes: texts(100, 60_000) }),
      false,
    );
    expect(
      decodedSpans(composeTracesRequest([cut])).at(0)?.attributes,
    ).toHaveLength(100);
    expect(cut.wireBytes).toBeLessThan(MAX_RECORD_BYTES);
    expect(cut.wireBytes).toBeGreaterThan(400_000);

    expect(arrived(madeSpan({ attributes: texts(20_000, 100) }))).toMatchObject(
      {
        attributes: [],
        droppedAttributesCount: 20_000,
      },
    );
  });

  it('goes bare when its lists throw', () => {
    const span = madeSpan();
    Object.defineProperty(span, 'events', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(arrived(span)).toMatchObject({
      name: 'GET /api/activities/home',
      attributes: [],
      droppedAttributesCount: 1,
      droppedEventsCount: 1,
    });
  });

  it('is counted as unreadable when not even its ids can be read', () => {
    const span = madeSpan({
      spanContext: () => ({ traceId: 'x', spanId: 'y', traceFlags: 0 }),
    });
    expect(arrived(span)).toBeUndefined();
    const record = new SpanInDelivery(span, false);
    expect(tracesSignal.unreadable([record])).toBe(1);
  });
});

describe('a span on disk', () => {
  it('comes back as it was, remarkable or not', () => {
    for (const remarkable of [true, false]) {
      const record = new SpanInDelivery(madeSpan(), remarkable);
      const back = spanCodec.decode(spanCodec.encode(record));
      expect(back.remarkable).toBe(remarkable);
      expect(back.wireBytes).toBe(record.wireBytes);
      expect(composeTracesRequest([back])).toEqual(
        composeTracesRequest([record]),
      );
      // One resource and one scope for both: grouped.
      expect(composeTracesRequest([back, record]).byteLength).toBeLessThan(
        2 * composeTracesRequest([record]).byteLength,
      );
    }
  });

  it('is refused when it is torn', () => {
    const stored = spanCodec.encode(new SpanInDelivery(madeSpan(), true));
    for (let length = 0; length < stored.byteLength; length += 1) {
      expect(() => spanCodec.decode(stored.subarray(0, length))).toThrow(
        RangeError,
      );
    }
  });

  it('is seen by a view once, and as it is when the view throws', () => {
    let views = 0;
    const record = new SpanInDelivery(madeSpan(), false, (span) => {
      views += 1;
      return { ...span, name: 'viewed' };
    });
    record.encode();
    record.encode();
    composeTracesRequest([record]);
    expect(decodedSpans(composeTracesRequest([record]))[0]?.name).toBe(
      'viewed',
    );
    expect(views).toBe(1);

    const unseen = new SpanInDelivery(madeSpan(), false, () => {
      throw new Error('no');
    });
    expect(decodedSpans(composeTracesRequest([unseen]))[0]?.name).toBe(
      'GET /api/activities/home',
    );
  });
});
