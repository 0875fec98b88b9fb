import { boundedText } from './bounded-text.js';

/** Characters of one to four bytes, and what a reader sees as one though it is several. */
const ALPHABETS: readonly (readonly [string, string])[] = [
  ['one byte', 'a'],
  ['two bytes', 'é'],
  ['three bytes', '語'],
  ['four bytes', '\u{1f680}'],
  ['combining marks', 'e\u0301\u0323'],
  ['a family joined to one', '👨‍👩‍👧‍👦'],
  ['a mixture', 'aé語\u{1f680}'],
];

describe('a text within bytes', () => {
  it.each(ALPHABETS)(
    'is whole characters at every limit: %s',
    (_name, unit) => {
      const text = unit.repeat(200);
      const bytes = Buffer.byteLength(text);
      for (let limit = 48; limit <= bytes + 8; limit += 1) {
        const bounded = boundedText(text, limit);
        expect(Buffer.byteLength(bounded)).toBeLessThanOrEqual(limit);
        expect(bounded.isWellFormed()).toBe(true);
        const [kept = '', mark] = bounded.split('…');
        expect(text.startsWith(kept)).toBe(true);
        expect(mark).toBe(
          limit < bytes ? `[cut, ${String(bytes)} bytes in all]` : undefined,
        );
        // No more is lost than the mark and a part of one character need.
        expect(Buffer.byteLength(kept)).toBeGreaterThan(
          Math.min(limit, bytes) - 48,
        );
      }
    },
  );

  it('has no half surrogate pairs, cut or not', () => {
    expect(boundedText('\ud83d', 10)).toBe('\ufffd');
    expect(boundedText('\udc00'.repeat(100), 60).isWellFormed()).toBe(true);
  });

  it('is only its mark where there is no room', () => {
    expect(boundedText('x'.repeat(100), 5)).toBe('…[cut, 100 bytes in all]');
  });
});
