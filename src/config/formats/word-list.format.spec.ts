import { wordList } from './word-list.format.js';

const list = wordList(['failed', 'flagged', 'slow']);

describe('a list of words', () => {
  it.each([
    ['failed', ['failed']],
    ['Slow, FAILED', ['failed', 'slow']],
    ['slow,slow,', ['slow']],
    ['none', []],
    ['NONE', []],
  ])('%s', (text, words) => {
    expect(list.parse(text)).toEqual(words);
  });

  it.each(['', ',', 'fast', 'failed,fast', 'none,failed'])(
    'is not: %j',
    (text) => {
      expect(list.safeParse(text).success).toBe(false);
    },
  );
});
