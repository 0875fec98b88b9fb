import { formatCursor, parseCursor } from './cursor.js';

describe('cursors', () => {
  it('come back as they went', () => {
    const cursor = { createdAt: new Date('2026-02-28T23:59:59.999Z'), seq: 42 };
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
  });

  it.each([
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000+00:00',
    '2026-01-01T00:00:00.000 00:00',
    '2026-01-01T02:00:00+02:00',
    '2025-12-31T20:30-03:30',
    '2026-01-01T00:00:00.000000Z',
  ])('read the time %s', (text) => {
    expect(parseCursor(text)).toEqual({
      createdAt: new Date('2026-01-01T00:00:00Z'),
      seq: 0,
    });
  });

  it.each([
    '',
    'yesterday',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-13-01T00:00:00Z',
    '-1-1',
    '1-',
    '1-1-1',
    '999999999999999-1',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '1e3-1',
    '2026-01-01T00:00:00Z; drop table users',
  ])('refuse %j', (text) => {
    expect(parseCursor(text)).toBeUndefined();
  });
});
