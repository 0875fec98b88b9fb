import { entitiesOf } from '../../insight/xray-entities.js';
import {
  line,
  segment,
  span,
  SPAN_ID,
  START_MS,
  viewOf,
} from '../../insight/trace-records.spec-fixture.js';
import type { JsonObject } from '../../store/records.js';
import {
  clockOf,
  layOut,
  ofEntity,
  ofSpan,
  type Operation,
} from './timeline.js';

const operation = (
  id: string,
  parentId: string | null,
  start: number,
  end: number | null,
): Operation => ({ id, parentId, name: id, start, end, trouble: null });

const placesOf = (...operations: readonly Operation[]): string[] =>
  layOut(operations).map(({ id, depth }) => `${'>'.repeat(depth)}${id}`);

const operationOf = (changes: JsonObject): Operation[] =>
  [...entitiesOf([segment(changes)]).values()].map(ofEntity);

describe('ofSpan', () => {
  it('reads a root that went well', () => {
    expect(ofSpan(span().span)).toEqual({
      id: SPAN_ID,
      parentId: null,
      name: 'GET /x/:id',
      start: START_MS,
      end: START_MS + 20,
      trouble: null,
    });
  });

  it.each([
    [0, null],
    [1, null],
    [2, 'error'],
  ])('shows the status code %d as %s', (code, trouble) => {
    const { span: told } = span({ status: { code, message: '' } });
    expect(ofSpan(told).trouble).toBe(trouble);
  });

  it('keeps microseconds of a time too long for a number', () => {
    const { span: told } = span({
      parentSpanId: 'aaaaaaaaaaaaaaaa',
      startTimeUnixNano: '1700000000000123999',
      endTimeUnixNano: '1700000000000456000',
    });
    expect(ofSpan(told)).toMatchObject({
      parentId: 'aaaaaaaaaaaaaaaa',
      start: 1_700_000_000_000.123,
      end: 1_700_000_000_000.456,
    });
  });
});

describe('ofEntity', () => {
  it('reads seconds as milliseconds, and the place of a subsegment', () => {
    const inner = { id: '00000000000000aa', name: 'pg', start_time: 2 };
    expect(
      operationOf({ start_time: 1.5, end_time: 3, subsegments: [inner] }),
    ).toEqual([
      {
        id: SPAN_ID,
        parentId: null,
        name: 'cruddur',
        start: 1_500,
        end: 3_000,
        trouble: null,
      },
      {
        id: '00000000000000aa',
        parentId: SPAN_ID,
        name: 'pg',
        start: 2_000,
        end: null,
        trouble: null,
      },
    ]);
  });

  it.each([
    [{ error: true }, 'error'],
    [{ error: true, throttle: true }, 'throttle'],
    [{ error: true, fault: true }, 'fault'],
    [{ error: false }, null],
  ])('shows %j as %s', (changes, trouble) => {
    expect(operationOf(changes)).toMatchObject([{ trouble }]);
  });
});

describe('layOut', () => {
  it('puts children below their parent by their beginning, whatever the order', () => {
    expect(
      placesOf(
        operation('late', 'root', 50, 60),
        operation('inner', 'early', 12, 13),
        operation('other', null, 200, 210),
        operation('early', 'root', 10, 20),
        operation('root', null, 0, 100),
      ),
    ).toEqual(['root', '>early', '>>inner', '>late', 'other']);
  });

  it('keeps the given order of those that begin together', () => {
    const both = ['b', 'a'].map((id) => operation(id, 'root', 1, 2));
    expect(placesOf(operation('root', null, 0, 9), ...both)).toEqual([
      'root',
      '>b',
      '>a',
    ]);
  });

  it('lays out nothing', () => {
    expect(layOut([])).toEqual([]);
  });

  it('makes roots of those whose parent is missing or themselves', () => {
    expect(
      placesOf(
        operation('orphan', 'lost', 5, 6),
        operation('own', 'own', 1, 2),
        operation('child', 'orphan', 5, 6),
      ),
    ).toEqual(['own', 'orphan', '>child']);
  });

  it('shows each operation of a circle once, from the first to begin', () => {
    expect(
      placesOf(
        operation('c', 'b', 3, 9),
        operation('a', 'c', 1, 9),
        operation('b', 'a', 2, 9),
        operation('hung on', 'b', 4, 5),
        operation('root', null, 7, 9),
      ),
    ).toEqual(['root', 'a', '>b', '>>c', '>>hung on']);
  });

  it('shows an id that comes twice once', () => {
    const twice = operation('a', null, 0, 1);
    expect(placesOf(twice, { ...twice, start: 5 })).toEqual(['a']);
  });

  it.each<[string, (readonly [number, number | null])[], number]>([
    ['none', [], 100],
    [
      'one after the other',
      [
        [10, 30],
        [40, 50],
      ],
      70,
    ],
    [
      'next to each other',
      [
        [10, 30],
        [30, 50],
      ],
      60,
    ],
    [
      'overlapping',
      [
        [10, 40],
        [30, 60],
      ],
      50,
    ],
    [
      'one within another',
      [
        [10, 60],
        [20, 30],
      ],
      50,
    ],
    [
      'twice the same',
      [
        [10, 60],
        [10, 60],
      ],
      50,
    ],
    ['the whole', [[0, 100]], 0],
    ['longer on both sides', [[-50, 150]], 0],
    ['begun before', [[-50, 25]], 75],
    ['ended after', [[75, 150]], 75],
    [
      'wholly before and after',
      [
        [-50, -10],
        [110, 120],
      ],
      100,
    ],
    ['going on', [[60, null]], 60],
    ['ended before it began', [[60, 40]], 100],
  ])('counts as its own what children leave: %s', (_what, times, self) => {
    const children = times.map(([start, end], n) =>
      operation(`child ${n}`, 'root', start, end),
    );
    const [root] = layOut([operation('root', null, 0, 100), ...children]);
    expect(root).toMatchObject({ id: 'root', duration: 100, self });
  });

  it('leaves out of the own time children alone, not theirs', () => {
    const rows = layOut([
      operation('root', null, 0, 100),
      operation('child', 'root', 10, 20),
      operation('grandchild', 'child', 12, 80),
    ]);
    expect(rows.map(({ self }) => self)).toEqual([90, 2, 68]);
  });

  it.each([
    ['goes on', null],
    ['ended before it began', 3],
    ['ended at once', 5],
  ])('gives no duration to what %s', (_what, end) => {
    expect(
      layOut([operation('a', null, 5, end), operation('b', 'a', 5, 50)]),
    ).toMatchObject([
      { id: 'a', end, duration: 0, self: 0 },
      { id: 'b', depth: 1, duration: 45 },
    ]);
  });

  it('lays out a chain of 20,000', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) =>
      operation(String(n), n === 0 ? null : String(n - 1), n, 20_000),
    );
    const rows = layOut(chain);
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)).toMatchObject({ id: '19999', depth: 19_999, self: 1 });
  });

  it('lays out 20,000 children of one', () => {
    const children = Array.from({ length: 20_000 }, (_, n) =>
      operation(String(n), 'root', n, n + 0.5),
    );
    const rows = layOut([
      ...children.toReversed(),
      operation('root', null, 0, 20_000),
    ]);
    expect(rows[0]).toMatchObject({ id: 'root', self: 10_000 });
    expect(rows.at(-1)).toMatchObject({ id: '19999', depth: 1 });
  });
});

describe('clockOf', () => {
  const withoutLines = viewOf(span());
  const withLine = viewOf(line({}, 500));

  it.each<[string, typeof withLine, Operation[], number, number]>([
    ['nothing', withoutLines, [], 0, 0],
    ['lines alone', viewOf(line({}, 500), line({}, 700)), [], 500, 700],
    [
      'the first beginning and the last end',
      withoutLines,
      [operation('b', 'a', 60, 90), operation('a', null, 50, 80)],
      50,
      90,
    ],
    ['a line after the end', withLine, [operation('a', null, 50, 80)], 50, 500],
    [
      'a line before the beginning',
      withLine,
      [operation('a', null, 600, 700)],
      600,
      700,
    ],
    ['what goes on', withoutLines, [operation('a', null, 50, null)], 50, 50],
    ['an end before all', withoutLines, [operation('a', null, 50, 3)], 50, 50],
  ])('runs by %s', (_what, trace, operations, start, end) => {
    expect(clockOf(trace, operations)).toEqual({ start, end });
  });

  it('reads 200,000 operations', () => {
    const many = Array.from({ length: 200_000 }, (_, n) =>
      operation(String(n), null, 1_000 - (n % 7), 2_000 + (n % 5)),
    );
    expect(clockOf(withoutLines, many)).toEqual({ start: 994, end: 2_004 });
  });
});
