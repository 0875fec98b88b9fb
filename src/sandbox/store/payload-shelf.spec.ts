import type { ReceivedBody } from './payload.js';
import { PayloadShelf } from './payload-shelf.js';

const bodyOf = (
  text: string,
  changes: Partial<ReceivedBody> = {},
): ReceivedBody => ({
  body: Buffer.from(text),
  wireBytes: text.length,
  operation: 'POST /v1/traces',
  carriesRecords: true,
  ...changes,
});

describe('PayloadShelf', () => {
  it('keeps a body with when and from whom it came', () => {
    const shelf = new PayloadShelf(100);
    const { id } = shelf.add('otlp', bodyOf('abc'), 5);
    expect(shelf.get(id)).toEqual({
      id: 1,
      vendor: 'otlp',
      receivedAt: 5,
      again: false,
      ...bodyOf('abc'),
    });
    expect(shelf.retainedBytes).toBe(3);
    expect(shelf.get(2)).toBeUndefined();
  });

  it('drops the oldest when the budget is spent', () => {
    const shelf = new PayloadShelf(40);
    for (const letter of 'abcdef') {
      shelf.add('otlp', bodyOf(letter.repeat(10)), 0);
    }
    expect(shelf.retainedBytes).toBe(40);
    expect([1, 2, 3, 4, 5, 6].filter((id) => shelf.get(id))).toEqual([
      3, 4, 5, 6,
    ]);
  });

  it.each([
    ['of a quarter of the budget', bodyOf('x'.repeat(10)), true],
    ['of more than that', bodyOf('x'.repeat(11)), false],
    ['that is empty', bodyOf('', { wireBytes: 1e9 }), false],
    ['without records', bodyOf('x', { carriesRecords: false }), false],
  ])('keeps a body %s: %j', (_what, body, kept) => {
    const shelf = new PayloadShelf(40);
    const { id } = shelf.add('otlp', body, 0);
    expect(shelf.get(id) !== undefined).toBe(kept);
    expect(shelf.retainedBytes).toBe(kept ? body.body.byteLength : 0);
  });

  it('tells a body whose very bytes that vendor had before, even one too large to keep', () => {
    const shelf = new PayloadShelf(40);
    const again = (vendor: 'otlp' | 'xray', body: ReceivedBody): boolean =>
      shelf.add(vendor, body, 0).again;
    const large = bodyOf('x'.repeat(30));
    expect(again('otlp', large)).toBe(false);
    expect(again('otlp', large)).toBe(true);
    expect(again('otlp', large)).toBe(true);
    expect(again('xray', large)).toBe(false);
    expect(again('otlp', bodyOf('x'.repeat(29)))).toBe(false);
  });

  it.each([
    ['empty bodies', bodyOf('')],
    ['bodies without records', bodyOf('{}', { carriesRecords: false })],
  ])('takes %s for no retry', (_what, body) => {
    const shelf = new PayloadShelf(40);
    shelf.add('xray', body, 0);
    expect(shelf.add('xray', body, 0).again).toBe(false);
  });

  it('remembers the last 20,000 bodies, a repeated one as new', () => {
    const shelf = new PayloadShelf(40);
    const again = (text: string): boolean =>
      shelf.add('otlp', bodyOf(text), 0).again;
    for (const text of ['forgotten', 'repeated']) again(text);
    for (let n = 0; n < 19_998; n += 1) again(`body ${n}`);
    expect(again('repeated')).toBe(true);
    again('one more');
    expect(again('repeated')).toBe(true);
    expect(again('forgotten')).toBe(false);
  });

  it('forgets all and goes on counting', () => {
    const shelf = new PayloadShelf(40);
    shelf.add('otlp', bodyOf('abc'), 0);
    shelf.clear();
    expect(shelf.get(1)).toBeUndefined();
    expect(shelf.retainedBytes).toBe(0);
    expect(shelf.add('otlp', bodyOf('abc'), 0)).toMatchObject({
      id: 2,
      again: false,
    });
  });
});
