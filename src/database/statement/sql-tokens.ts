/** What a piece of SQL is. Comments are `space`; `withheld` is what a quote or comment without an end begins. */
type SqlTokenKind =
  'word' | 'name' | 'literal' | 'placeholder' | 'space' | 'symbol' | 'withheld';

export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly text: string;
}

const SPACE = /\s+/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
/** Decimal, hexadecimal, octal and binary, with an exponent; and whatever sticks to it. */
const NUMBER = /\.?\d[\w.]*(?:(?<=[eE])[+-]\w+)?/y;
const PLACEHOLDER = /\$\d+/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
/** What PostgreSQL takes for a name: 63 bytes, some of them doubled quotes. With an apostrophe it is a quote gone astray. */
const NAME = /^"[^'\r\n]{1,126}"$/;
/** Words that stick to the quote of a string: escapes, bits, hexadecimal digits, national characters. */
const STRING_PREFIX = /^[ebxn]$/i;

/**
 * Splits PostgreSQL's SQL into words, names, literals and the rest. Time is linear in the text, and any text will do.
 * Source: PostgreSQL documentation, "Lexical Structure"; `standard_conforming_strings` is taken to be on, as it is by default.
 */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length;) {
    const [kind, end] = tokenAt(sql, at);
    tokens.push({ kind, text: sql.slice(at, end) });
    at = end;
  }
  return tokens;
}

/**
 * The tokens of which it is certain what they are. A text that ends inside quotes may have lost one anywhere, and then what
 * seems to stand between two strings is inside of one: from the first quote on, nothing of it is told.
 */
export function certainTokens(
  tokens: readonly SqlToken[],
): readonly SqlToken[] {
  if (tokens.at(-1)?.kind !== 'withheld') return tokens;
  const quoted = tokens.findIndex((token) => needsEnd(token));
  return [...tokens.slice(0, quoted), { kind: 'withheld', text: '' }];
}

function tokenAt(sql: string, at: number): readonly [SqlTokenKind, number] {
  switch (sql[at]) {
    case "'":
      return closed('literal', sql, endOfQuoted(sql, at));
    case '"':
      return nameAt(sql, at);
    case '-':
      return sql[at + 1] === '-'
        ? ['space', endOfLine(sql, at)]
        : ['symbol', at + 1];
    case '/':
      return sql[at + 1] === '*'
        ? closed('space', sql, endOfComment(sql, at))
        : ['symbol', at + 1];
    case '$':
      return dollarAt(sql, at);
    default:
      return plainAt(sql, at);
  }
}

function needsEnd({ kind, text }: SqlToken): boolean {
  return (
    kind === 'withheld' ||
    kind === 'name' ||
    (kind === 'literal' && /["'$]/.test(text)) ||
    (kind === 'space' && /^[-/]/.test(text))
  );
}

function nameAt(sql: string, at: number): readonly [SqlTokenKind, number] {
  const end = endOfQuoted(sql, at);
  const isName = end >= 0 && NAME.test(sql.slice(at, end));
  return closed(isName ? 'name' : 'literal', sql, end);
}

function plainAt(sql: string, at: number): readonly [SqlTokenKind, number] {
  const space = endOf(SPACE, sql, at);
  if (space !== undefined) return ['space', space];
  const number = endOf(NUMBER, sql, at);
  // Servers before 15 read `1e'…'` as a number and a string with escapes; what it ends with is not for us to guess.
  if (number !== undefined)
    return sql[number] === "'" ? ['withheld', sql.length] : ['literal', number];
  const word = endOf(WORD, sql, at);
  if (word === undefined) return ['symbol', at + 1];
  const prefix = sql.slice(at, word);
  return sql[word] === "'" && STRING_PREFIX.test(prefix)
    ? closed('literal', sql, endOfQuoted(sql, word, /e/i.test(prefix)))
    : ['word', word];
}

function dollarAt(sql: string, at: number): readonly [SqlTokenKind, number] {
  const placeholder = endOf(PLACEHOLDER, sql, at);
  if (placeholder !== undefined) return ['placeholder', placeholder];
  const tag = endOf(DOLLAR_TAG, sql, at);
  if (tag === undefined) return ['symbol', at + 1];
  const delimiter = sql.slice(at, tag);
  const last = sql.indexOf(delimiter, tag);
  return closed('literal', sql, last < 0 ? -1 : last + delimiter.length);
}

/**
 * A token that ends at `end`; at -1 it has no end, and nothing of the rest is known. Nor is it where a word sticks to the end
 * of a string: `'it's'` is a quote that nobody doubled.
 */
function closed(
  kind: SqlTokenKind,
  sql: string,
  end: number,
): readonly [SqlTokenKind, number] {
  const isLost =
    end < 0 || (kind === 'literal' && endOf(WORD, sql, end) !== undefined);
  return isLost ? ['withheld', sql.length] : [kind, end];
}

/** Behind the quote that ends what the one at `start` begins; a doubled quote does not. -1 where there is none. */
function endOfQuoted(sql: string, start: number, escapes = false): number {
  const quote = sql[start];
  for (let at = start + 1; at < sql.length; at += 1) {
    if (escapes && sql[at] === '\\') at += 1;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return -1;
}

function endOfLine(sql: string, start: number): number {
  const length = sql.slice(start).search(/[\r\n]/);
  return length < 0 ? sql.length : start + length;
}

/** Behind the end of a comment; comments nest. -1 where there is none. */
function endOfComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at += 1) {
    const pair = sql.slice(at, at + 2);
    if (pair === '/*') depth += 1;
    if (pair === '*/') depth -= 1;
    if (pair === '/*' || pair === '*/') at += 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

function endOf(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}
