import { isBlank, storable } from './text.js';

describe('isBlank', () => {
  it.each([
    '',
    ' ',
    '\t\r\n',
    '\u{A0}\u{2003}\u{3000}',
    '\u{200B}\u{FEFF}',
    '\u{0}\u{1F}',
    '\u{FE0F}',
  ])('sees nothing in %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['.', ' a ', '\u{1F596}', '\u{D800}', '0'])(
    'sees something in %j',
    (text) => {
      expect(isBlank(text)).toBe(false);
    },
  );

  it('is quick with a long blank that ends in a letter', () => {
    const start = performance.now();
    expect(isBlank(`${' \u{200B}'.repeat(50_000)}a`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(250);
  });
});

describe('storable', () => {
  it('marks NUL and lone surrogates, and nothing else', () => {
    expect(storable('a\0b\u{D800}c\u{DC00}\u{1F596}\n')).toBe(
      'a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{1F596}\n',
    );
  });
});
