import { format, FormatError } from './format.js';

/** Some of the given words, separated by commas, in any case and order; `none` for none of them. */
export function wordList<const T extends readonly [string, ...string[]]>(
  words: T,
) {
  const isWord = (text: string): text is T[number] => words.includes(text);
  return format((text): readonly T[number][] => {
    const given = text
      .toLowerCase()
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    if (given.length === 1 && given[0] === 'none') {
      return [];
    }
    const known = given.filter(isWord);
    if (known.length === 0 || known.length < given.length) {
      throw new FormatError(`is not none, or some of ${words.join(', ')}`);
    }
    return words.filter((word) => known.includes(word));
  });
}
