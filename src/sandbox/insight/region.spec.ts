import type { Attributes, SpanRecord } from '../store/records.js';
import { contrastRegion, type Region } from './region.js';
import { nanos, span, START_MS } from './trace-records.spec-fixture.js';

const EVERYTHING: Region = {
  fromMs: 0,
  toMs: Number.MAX_SAFE_INTEGER,
  minDurationMs: 0,
  maxDurationMs: 1e9,
};
const SLOW: Region = { ...EVERYTHING, minDurationMs: 100 };

const lasting = (
  ms: number,
  attributes: Attributes = {},
  startMs = START_MS,
): SpanRecord =>
  span({
    attributes,
    startTimeUnixNano: nanos(startMs),
    endTimeUnixNano: nanos(startMs + ms),
  });

describe('contrastRegion', () => {
  it('finds what the slow requests share and the others do not, the largest difference first', () => {
    const answer = contrastRegion(
      [
        ...[1, 2, 3, 4].map(() => lasting(10, { plan: 'free', zone: 'a' })),
        ...[1, 2, 3].map(() => lasting(500, { plan: 'paid', zone: 'b' })),
        lasting(500, { plan: 'paid', zone: 'a' }),
      ],
      SLOW,
    );
    expect(answer).toEqual({
      inside: 4,
      outside: 4,
      contrasts: [
        { key: 'plan', value: 'paid', inside: 1, outside: 0 },
        { key: 'zone', value: 'b', inside: 0.75, outside: 0 },
      ],
    });
  });

  it.each<[string, Partial<Region>, number]>([
    ['its own ends', { fromMs: START_MS, toMs: START_MS }, 1],
    ['a begin after it', { fromMs: START_MS + 0.001 }, 0],
    ['an end before it', { toMs: START_MS - 0.001 }, 0],
    ['its own duration', { minDurationMs: 20, maxDurationMs: 20 }, 1],
    ['a longer duration', { minDurationMs: 20.001 }, 0],
    ['a shorter duration', { maxDurationMs: 19.999 }, 0],
  ])('holds a request against %s', (_what, changes, inside) => {
    const answer = contrastRegion([lasting(20)], { ...EVERYTHING, ...changes });
    expect([answer.inside, answer.outside]).toEqual([inside, 1 - inside]);
  });

  it('reads the attributes of the resource, the name, and values that are no text', () => {
    const { contrasts } = contrastRegion(
      [
        span(
          {
            ...lasting(500).span,
            name: 'slow',
            attributes: { n: 7, l: ['a'] },
          },
          { 'service.version': '2' },
        ),
        lasting(1),
      ],
      SLOW,
    );
    expect(contrasts.map(({ key, value }) => [key, value])).toEqual([
      ['service.version', '2'],
      ['n', '7'],
      ['l', '["a"]'],
      ['name', 'slow'],
    ]);
  });

  it('counts requests only', () => {
    const inner = span({ ...lasting(500).span, kind: 1 });
    expect(contrastRegion([inner], SLOW)).toEqual({
      inside: 0,
      outside: 0,
      contrasts: [],
    });
  });

  it('takes a difference of less than a twentieth for chance', () => {
    const outside = Array.from({ length: 100 }, (_, n) =>
      lasting(1, { usual: n < 96, common: n < 95 }),
    );
    const inside = lasting(500, { usual: true, common: true });
    const { contrasts } = contrastRegion([...outside, inside], SLOW);
    expect(contrasts).toMatchObject([{ key: 'common', outside: 0.95 }]);
  });

  it('shows 20 contrasts, and cuts long values', () => {
    const many: Attributes = { long: 'x'.repeat(500) };
    for (let n = 0; n < 30; n += 1) many[`key ${n}`] = n;
    const { contrasts } = contrastRegion(
      [lasting(500, many), lasting(1)],
      SLOW,
    );
    expect(contrasts).toHaveLength(20);
    expect(contrasts[0]).toMatchObject({ key: 'long', value: 'x'.repeat(200) });
  });
});
