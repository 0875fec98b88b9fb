import { groupErrors, titleOf } from './error-groups.js';
import { item, TRACE_ID } from './trace-records.spec-fixture.js';

const exception = (name: unknown, message: unknown) => ({
  exception: { class: name, message },
});

const trendOf = (...parts: [number, number][]): number[] =>
  Array.from({ length: 24 }, (_, n) => new Map(parts).get(n) ?? 0);

describe('titleOf', () => {
  it.each([
    [
      { body: { trace: exception('TypeError', 'x is null') } },
      'TypeError: x is null',
    ],
    [
      {
        body: {
          trace_chain: [exception('Outer', 'a'), exception('Inner', 'b')],
        },
      },
      'Outer: a',
    ],
    [
      { body: { trace: exception('TypeError', '') }, title: 'given' },
      'TypeError: given',
    ],
    [{ body: { message: { body: 'hello' } } }, 'hello'],
    [{ title: 'given' }, 'given'],
    [{ body: { trace_chain: [] } }, 'unnamed'],
    [undefined, 'unnamed'],
  ])('calls %j %s', (data, title) => {
    expect(titleOf(data)).toBe(title);
  });
});

describe('groupErrors', () => {
  it('groups by fingerprint, the latest seen first', () => {
    const groups = groupErrors([
      item({ fingerprint: 'a' }, 1_000, 'a1'),
      item({ fingerprint: 'b', level: 'critical' }, 1_010, 'b1'),
      item(
        { fingerprint: 'a', body: { message: { body: 'newer' } } },
        1_023,
        'a2',
      ),
    ]);
    expect(groups).toMatchObject([
      {
        fingerprint: 'a',
        title: 'newer',
        level: 'error',
        occurrences: 2,
        firstSeen: 1_000,
        lastSeen: 1_023,
        latest: [
          { uuid: 'a2', traceId: TRACE_ID, at: 1_023, context: '/x/:id' },
          { uuid: 'a1', at: 1_000 },
        ],
      },
      { fingerprint: 'b', level: 'critical', occurrences: 1 },
    ]);
  });

  it('groups what has no fingerprint by what it says', () => {
    const groups = groupErrors([
      item({}, 1, 'a'),
      item({ body: { message: { body: 'other' } } }, 2, 'b'),
      item({ fingerprint: '' }, 3, 'c'),
    ]);
    expect(
      groups.map(({ fingerprint, occurrences }) => [fingerprint, occurrences]),
    ).toEqual([
      ['title:broken', 2],
      ['title:other', 1],
    ]);
  });

  it.each([
    [5, 5],
    ['5', 5],
    [0, 1],
    [-3, 1],
    ['many', 1],
    [undefined, 1],
  ])('counts an occurrence that folds %j as %d', (count, occurrences) => {
    const [group] = groupErrors([
      item({ custom: { occurrence_count: count } }),
    ]);
    expect(group?.occurrences).toBe(occurrences);
  });

  it('draws the trend of every group over the time of all', () => {
    const groups = groupErrors([
      item({ fingerprint: 'a' }, 1_000),
      item({ fingerprint: 'a', custom: { occurrence_count: 3 } }, 1_011),
      item({ fingerprint: 'b' }, 1_023),
    ]);
    expect(groups.map(({ trend }) => trend)).toEqual([
      trendOf([23, 1]),
      trendOf([0, 1], [11, 3]),
    ]);
  });

  it('lists the latest 20 of a group, whose trace may be unknown', () => {
    const { traceId: _, ...loose } = item({}, 500, 'loose');
    const items = Array.from({ length: 24 }, (_item, n) =>
      item({}, n, `u${n}`),
    );
    const [group] = groupErrors([...items, loose]);
    expect(group?.occurrences).toBe(25);
    expect(group?.latest).toHaveLength(20);
    expect(group?.latest[0]).toMatchObject({ uuid: 'loose', traceId: null });
    expect(group?.latest.at(-1)?.uuid).toBe('u5');
  });

  it('makes of nothing nothing, and of many thousands one group', () => {
    expect(groupErrors([])).toEqual([]);
    const many = Array.from({ length: 150_000 }, () => item({}, 7));
    expect(groupErrors(many)).toMatchObject([{ occurrences: 150_000 }]);
  });
});
