import { exceedsGraphemes } from './graphemes.js';

describe('exceedsGraphemes', () => {
  it.each([
    ['plain letters', 'a'],
    ['an accent of its own code point', 'e\u{301}'],
    ['a surrogate pair', '\u{1F596}'],
    ['a family joined by zero-width joiners', '👩‍👩‍👧‍👦'],
    ['a flag of two indicators', '🇨🇦'],
    ['a hand with a skin tone', '👍🏽'],
    ['a Hangul syllable in three parts', '\u{1112}\u{1161}\u{11AB}'],
    ['a line end of two characters', '\r\n'],
    ['a letter under a hundred accents', `z${'\u{301}'.repeat(100)}`],
  ])('counts %s as one', (_, character) => {
    expect(exceedsGraphemes(character.repeat(5), 5)).toBe(false);
    expect(exceedsGraphemes(character.repeat(6), 5)).toBe(true);
  });

  it('counts lone surrogates', () => {
    expect(exceedsGraphemes('\u{D800}'.repeat(6), 5)).toBe(true);
  });

  it('has nothing against an empty text', () => {
    expect(exceedsGraphemes('', 0)).toBe(false);
  });

  it.each([
    ['short clusters', 'é'.repeat(100_000)],
    ['one endless cluster', `e${'\u{301}'.repeat(100_000)}`],
    ['flags without end', '\u{1F1E6}'.repeat(50_000)],
    ['joiners', '\u{1F469}\u{200D}'.repeat(30_000)],
  ])('is quick with 100 KiB of %s', (_, text) => {
    const start = performance.now();
    exceedsGraphemes(text, 1024);
    expect(performance.now() - start).toBeLessThan(250);
  });
});
