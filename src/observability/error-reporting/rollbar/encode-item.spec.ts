import { encodeItem, MAX_ITEM_BYTES } from './encode-item.js';
import type { Frame } from './frames.js';
import type { ItemData } from './item-data.js';

const line = 'x'.repeat(200);

function item(
  change: Partial<ItemData>,
  frames: readonly Frame[] = [],
): ItemData {
  return {
    environment: 'test',
    level: 'error',
    timestamp: 1,
    uuid: 'u',
    platform: 'linux',
    language: 'javascript',
    framework: 'nestjs',
    server: {},
    notifier: {},
    fingerprint: 'f',
    custom: { trace_id: 't', span_id: 's', xray_trace_id: 'x', cart: 1 },
    request: {
      url: '/',
      method: 'GET',
      user_ip: '::1',
      headers: { host: 'h' },
    },
    body: {
      trace_chain: [{ exception: { class: 'Error', message: 'm' }, frames }],
    },
    ...change,
  };
}

function frame(index: number, context: boolean, code: boolean): Frame {
  return {
    filename: `/app/${String(index)}.js`,
    ...(code ? { code: line } : {}),
    ...(context
      ? { context: { pre: [line, line, line], post: [line, line, line] } }
      : {}),
  };
}

function decoded(data: ItemData): { bytes: number; data: ItemData } {
  const bytes = encodeItem(data);
  if (bytes === undefined) {
    throw new Error('did not fit');
  }
  const parsed: { data: ItemData } = JSON.parse(bytes.toString());
  return { bytes: bytes.byteLength, data: parsed.data };
}

function many(count: number, context: boolean, code: boolean): Frame[] {
  return Array.from({ length: count }, (_, i) => frame(i, context, code));
}

function framesIn({ body }: ItemData): readonly Frame[] {
  return 'trace_chain' in body ? (body.trace_chain[0]?.frames ?? []) : [];
}

describe('encodeItem', () => {
  it('leaves an item alone that fits', () => {
    const data = item({}, [frame(0, true, true)]);
    expect(decoded(data).data).toEqual(data);
  });

  it('gives up source lines around frames first', () => {
    const { data, bytes } = decoded(item({}, many(400, true, true)));
    expect(bytes).toBeLessThanOrEqual(MAX_ITEM_BYTES);
    expect(framesIn(data)).toHaveLength(400);
    expect(framesIn(data)[0]).toMatchObject({ code: line });
    expect(framesIn(data)[0]).not.toHaveProperty('context');
    expect(data.custom).toHaveProperty('cart');
  });

  it('then source lines and the middle frames', () => {
    const { data } = decoded(item({}, many(5000, false, true)));
    expect(framesIn(data).map(({ filename }) => filename)).toEqual(
      [
        ...Array.from({ length: 30 }, (_, i) => i),
        ...Array.from({ length: 30 }, (_, i) => 4970 + i),
      ].map((i) => `/app/${String(i)}.js`),
    );
    expect(data.custom).toHaveProperty('cart');
  });

  it('then extra, but never the trace ids', () => {
    const { data } = decoded(
      item({
        custom: {
          trace_id: 't',
          span_id: 's',
          xray_trace_id: 'x',
          occurrence_count: 3,
          folded_trace_ids: ['u'],
          big: 'x'.repeat(600_000),
        },
      }),
    );
    expect(data.custom).toEqual({
      trace_id: 't',
      span_id: 's',
      xray_trace_id: 'x',
      occurrence_count: 3,
      folded_trace_ids: ['u'],
      extra: '[withheld: too large]',
    });
    expect(data.request).toHaveProperty('headers');
  });

  it('then the data of the request', () => {
    const { data } = decoded(
      item({
        request: {
          url: '/',
          method: 'GET',
          user_ip: '::1',
          headers: { host: 'x'.repeat(600_000) },
        },
      }),
    );
    expect(data.request).toEqual({ url: '/', method: 'GET', user_ip: '::1' });
  });

  it('then long messages, counted in bytes', () => {
    const { data, bytes } = decoded(
      item({ body: { message: { body: '\u{1f680}'.repeat(200_000) } } }),
    );
    expect(bytes).toBeLessThanOrEqual(MAX_ITEM_BYTES);
    expect(data.body).toEqual({
      message: { body: `${'\u{1f680}'.repeat(512)}…` },
    });
  });

  it('gives up on what still does not fit', () => {
    expect(
      encodeItem(item({ environment: 'x'.repeat(600_000) })),
    ).toBeUndefined();
  });
});
