/** UTF-16 units of a message that are kept. */
const MAX_MESSAGE = 1024;
/** UTF-16 units of a message that are read; a server quotes what it was sent, at any length. */
const MAX_READ = 65_536;

/** Quotes of PostgreSQL's messages, in the languages that it speaks, with what may end each. */
const CLOSING: ReadonlyMap<string, readonly string[]> = new Map([
  ['"', ['"']],
  ["'", ["'"]],
  ['`', ['`', "'"]],
  ['«', ['»']],
  ['»', ['«']],
  ['„', ['“', '”']],
  ['“', ['”']],
  ['‘', ['’']],
  ['「', ['」']],
]);
const OPENING = /["`«»„“‘「]|(?<!\w)'/g;
/** Numbers, and bytes in hexadecimal, that are no part of a name. */
const NUMBER = /(?<![\w$])\.?\d[\w.]*/g;

/** The words that a message may quote: names that are told elsewhere already. */
export type KnownNames = ReadonlySet<string>;

/** All words of some texts. */
export function namesIn(texts: readonly string[]): KnownNames {
  return new Set(texts.flatMap((text) => text.match(/[\w$]+/g) ?? []));
}

/**
 * A message without values: what it quotes becomes `?`, unless all of it is known as names. A value may have quotes in it, so
 * what is replaced reaches to the last quote of the message.
 *
 * @param withNumbers whether numbers outside quotes are replaced too; a server may say which it was given
 */
export function safeMessage(
  message: string,
  known: KnownNames,
  withNumbers: boolean,
): string {
  const text = message.slice(0, MAX_READ);
  let safe = '';
  let at = 0;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    const start = match.index + 1;
    const closing = CLOSING.get(match[0]) ?? [];
    const end = nextOf(text, closing, start);
    const isName = end >= 0 && isKnown(text.slice(start, end), known);
    safe += withoutNumbers(text.slice(at, start), withNumbers);
    at = isName ? end : lastOf(text, closing, start);
    safe += isName ? text.slice(start, end) : '?';
    // The closing quote is part of the next piece, but opens nothing.
    OPENING.lastIndex = at + 1;
  }
  safe += withoutNumbers(text.slice(at), withNumbers);
  return safe.length > MAX_MESSAGE ? `${safe.slice(0, MAX_MESSAGE)}…` : safe;
}

function withoutNumbers(text: string, replace: boolean): string {
  return replace ? text.replaceAll(NUMBER, '?') : text;
}

function isKnown(quoted: string, known: KnownNames): boolean {
  return quoted.split('.').every((name) => known.has(name));
}

/** Where the next of some quotes is; -1 without one. */
function nextOf(text: string, quotes: readonly string[], from: number): number {
  const places = quotes
    .map((quote) => text.indexOf(quote, from))
    .filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** Where the last of some quotes is; the end of the text without one. */
function lastOf(text: string, quotes: readonly string[], from: number): number {
  const last = Math.max(...quotes.map((quote) => text.lastIndexOf(quote)));
  return last < from ? text.length : last;
}
