import { describeStatement } from '../statement.js';

const SECRET = 'hunter2';

/** Ways to write a value or a comment into SQL. */
const VALUES = [
  `'${SECRET}'`,
  `'it''s ${SECRET}'`,
  `'C:\\${SECRET}\\'`,
  `E'\\'${SECRET}\\\\'`,
  `e'''${SECRET}'`,
  `b'${SECRET}'`,
  `X'${SECRET}'`,
  `N'${SECRET}'`,
  `U&'\\0041${SECRET}' UESCAPE '!'`,
  `$$${SECRET}'$$`,
  `$a$ $b$ ${SECRET} $b$ $a$`,
  `date '${SECRET}'`,
  `'${SECRET}'::uuid`,
  `-- ${SECRET}'\n`,
  `/* ${SECRET} ' /* " */ ${SECRET} */`,
];
/** What may stand between them. */
const WORDS = [
  'select',
  'from users u',
  '"quo""ted"',
  '$1',
  ',',
  '(',
  ')',
  'in (',
  ';',
  '->>',
  '-',
  '::text',
  '?|',
  '1.5e-3',
  'ünïcode$1',
  'e',
  '\n',
  '/',
];
/** What begins something that does not end. */
const OPENINGS = ["'", "E'\\'", '"', '$$', '$tag$', '/*', "b'"];

/** A generator of whole numbers below a bound that repeats itself (Numerical Recipes, "Quick and Dirty Generators"). */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function textOf(sql: string): string {
  return describeStatement(sql).text;
}

describe('the text of a statement', () => {
  it.each([
    ["select 'a', $1, 2", 'select ?, $1, ?'],
    ['select 0x1F, 1_000, .5, 1.5e-10, -3, a1', 'select ?, ?, ?, ?, -?, a1'],
    ['select true, FALSE, null, "true"', 'select ?, ?, null, "true"'],
    ["select E'a\\'b' || 'c\\'", 'select ? || ?'],
    ['select $x$ $$ $x$, $$a$$', 'select ?, ?'],
    ['  select\n\n  1 -- why\n  + 2', 'select ? + ?'],
    ['select /* a /* b */ c */ d', 'select d'],
    ["where a in ($1, $2, -3, 'x')", 'where a in (?)'],
    ['where a IN (select b from c)', 'where a IN (select b from c)'],
    ['values ($1, $2), ($3, $4)', 'values ($1, $2), ($3, $4)'],
    ["select 'never ended", 'select ?'],
    ['select "never ended', 'select ?'],
    ['select 1 /* never ended', 'select ? ?'],
    ["select 1e'a'", 'select ?'],
  ])('of %s is %s', (sql, text) => {
    expect(textOf(sql)).toBe(text);
  });

  it('holds no value, whatever it stands among', () => {
    const below = numbersFrom(7);
    const leaks: string[] = [];
    const oneOf = (pieces: readonly string[]): string =>
      pieces[below(pieces.length)] ?? '';
    for (let round = 0; round < 5000; round += 1) {
      const pieces = Array.from({ length: 1 + below(20) }, () =>
        oneOf(below(3) === 0 ? VALUES : WORDS),
      );
      const sql = pieces.join(' ');
      const unended = `${sql} ${oneOf(OPENINGS)}${SECRET}`;
      const told = JSON.stringify([sql, unended].map(describeStatement));
      if (told.includes(SECRET)) leaks.push(unended);
    }
    expect(leaks).toEqual([]);
  });

  it.each([
    [
      `select * from a where b = 'it's from ${SECRET}' and c = ''`,
      'select * from a where b = ?',
    ],
    [
      `select * from a where b = 'it's ${SECRET} and c = 'd' from ${SECRET}`,
      'select * from a where b = ?',
    ],
    [`select "a from b where c = '${SECRET}' and d = "e"`, 'select ?'],
    [`select "a from b where c = '${SECRET}' and "`, 'select ?'],
    [
      `insert into a values (1, 'b', '${'c'.repeat(40_000)}', '${SECRET}')`,
      'insert into a values (?, ?',
    ],
  ])('doubts what follows a quote when one is lost: %#', (sql, text) => {
    expect(textOf(sql)).toBe(text);
    expect(describeStatement(sql).summary).not.toContain(SECRET);
  });

  it('takes any characters at all', () => {
    const below = numbersFrom(11);
    for (let round = 0; round < 2000; round += 1) {
      const length = below(60);
      const sql = Array.from({ length }, () =>
        String.fromCharCode(below(below(2) === 0 ? 128 : 0xffff)),
      ).join('');
      expect(textOf(sql).length).toBeLessThanOrEqual(sql.length + 60);
    }
  });

  it.each([
    ['a long literal', `select '${'x'.repeat(1_000_000)}'`],
    ['many literals', `select ${"'a', ".repeat(200_000)}1`],
    ['many quotes', "'".repeat(1_000_001)],
    ['many comments', '/*'.repeat(500_000)],
    ['many dollars', '$'.repeat(1_000_000)],
    ['many lists', 'in ('.repeat(250_000)],
    ['a long word', 'x'.repeat(1_000_000)],
    ['many digits', '1'.repeat(1_000_000)],
  ])('is bounded and soon made of a megabyte of %s', (_, sql) => {
    const began = performance.now();
    expect(textOf(sql).length).toBeLessThanOrEqual(8193);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
