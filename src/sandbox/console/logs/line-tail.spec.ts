import type { LogLine } from '../../insight/log-lines.js';
import { MAX_LINES, numbered, withArrived } from './line-tail.js';

const line = (message: string, changes: Partial<LogLine> = {}): LogLine => ({
  vendor: 'cloudwatch',
  at: 1_700_000_000_000,
  level: 'info',
  message,
  context: null,
  traceId: null,
  spanId: null,
  fields: {},
  ...changes,
});
const lines = (count: number): LogLine[] =>
  Array.from({ length: count }, (_, n) => line(`line ${n}`));
const messagesOf = (of: readonly LogLine[]): string[] =>
  of.map(({ message }) => message);

describe('numbered', () => {
  it('keeps lines as they are and in their order', () => {
    const given = [line('a'), line('b', { level: 'error' })];
    expect(numbered(given)).toMatchObject(given);
  });

  it('never gives a number twice, not even to the same line', () => {
    const same = line('a');
    const [a, b] = numbered([same, same]);
    const [c] = numbered([same]);
    expect(new Set([a, b, c].map((one) => one?.number)).size).toBe(3);
    expect(same).toEqual(line('a'));
  });

  it('numbers nothing', () => {
    expect(numbered([])).toEqual([]);
  });
});

describe('withArrived', () => {
  it('puts the latest first', () => {
    const held = withArrived([], [line('a'), line('b')], {});
    const now = withArrived(held, [line('c'), line('d')], {});
    expect(messagesOf(now)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('keeps the numbers of those held', () => {
    const held = withArrived([], lines(3), {});
    const now = withArrived(held, [line('new')], {});
    expect(now.slice(1)).toEqual(held);
    expect(new Set(now.map(({ number }) => number)).size).toBe(4);
  });

  it.each([
    ['nothing arrived', [], {}],
    ['nothing passes', [line('a')], { level: 'error' }],
  ])('hands back the very list when %s', (_what, arrived, filter) => {
    const held = numbered(lines(2));
    expect(withArrived(held, arrived, filter)).toBe(held);
  });

  it.each([
    ['a level', { level: 'error' }, ['Broken']],
    ['text in any case', { text: 'BROK' }, ['Broken']],
    ['text of the context', { text: 'access' }, ['answered']],
    ['a trace', { traceId: 'abc' }, ['answered']],
    ['empty text', { text: '' }, ['answered', 'Broken']],
    ['two parts', { level: 'error', text: 'answered' }, []],
  ])('lets through what is asked for: %s', (_what, filter, messages) => {
    const arrived = [
      line('Broken', { level: 'error' }),
      line('answered', { context: 'Access', traceId: 'abc' }),
    ];
    expect(messagesOf(withArrived([], arrived, filter))).toEqual(messages);
  });

  it('filters what arrives, not what is held', () => {
    const held = numbered([line('held')]);
    const arrived = [line('a'), line('b', { level: 'warn' })];
    const now = withArrived(held, arrived, { level: 'warn' });
    expect(messagesOf(now)).toEqual(['b', 'held']);
  });

  it('lets the oldest go beyond the most that are held', () => {
    const full = withArrived([], lines(MAX_LINES), {});
    expect(full).toHaveLength(MAX_LINES);
    const now = withArrived(full, [line('a'), line('b')], {});
    expect(now).toHaveLength(MAX_LINES);
    expect(messagesOf(now.slice(0, 3))).toEqual(['b', 'a', 'line 4999']);
    expect(now.at(-1)?.message).toBe('line 2');
  });

  it('keeps the latest of more than can be held at once', () => {
    const now = withArrived([], lines(MAX_LINES + 10), {});
    expect([now.length, now[0]?.message, now.at(-1)?.message]).toEqual([
      MAX_LINES,
      'line 5009',
      'line 10',
    ]);
  });
});
