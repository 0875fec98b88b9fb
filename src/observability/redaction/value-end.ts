/** A quote that opens a value, in JSON inside JSON behind backslashes. */
export interface OpeningQuote {
  readonly mark: number;
  /** Backslashes before it, and before the one that closes. */
  readonly escapes: number;
  /** Where the value begins. */
  readonly end: number;
}

const QUOTE = /(\\{0,8})["'`]/y;

const BACKSLASH = 92;
const LINE_FEED = 10;
const OPEN: ReadonlySet<number> = new Set([91, 123]);
const CLOSE: ReadonlySet<number> = new Set([93, 125]);
const QUOTES: ReadonlySet<number> = new Set([34, 39]);

/** The quote at a place of a text, if there is one. */
export function openingQuote(
  text: string,
  at: number,
): OpeningQuote | undefined {
  QUOTE.lastIndex = at;
  const match = QUOTE.exec(text);
  if (match === null) {
    return undefined;
  }
  const end = QUOTE.lastIndex;
  return {
    mark: text.charCodeAt(end - 1),
    escapes: match[1]?.length ?? 0,
    end,
  };
}

/** Where a quoted value ends: before the quote that closes it, else at the end of its line. Reads each character once. */
export function endOfQuoted(
  text: string,
  start: number,
  { mark, escapes }: OpeningQuote,
): number {
  let backslashes = 0;
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === LINE_FEED) {
      return at;
    }
    if (unit === BACKSLASH) {
      backslashes += 1;
      continue;
    }
    if (unit === mark && closes(backslashes, escapes)) {
      return escapes === 0 ? at : at - backslashes;
    }
    backslashes = 0;
  }
  return text.length;
}

/** A plain quote closes unless it is escaped; an escaped one closes what was opened as deep, or deeper. */
function closes(backslashes: number, escapes: number): boolean {
  return escapes === 0 ? backslashes % 2 === 0 : backslashes <= escapes;
}

/** Where a list or an object ends, behind its last bracket; the end of the text where there is none. Reads each character once. */
export function endOfBracketed(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (OPEN.has(unit)) {
      depth += 1;
    } else if (CLOSE.has(unit)) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    } else if (QUOTES.has(unit) || unit === BACKSLASH) {
      const quote = openingQuote(text, at);
      if (quote !== undefined) {
        at = endOfQuoted(text, quote.end, quote) + quote.escapes;
      }
    }
  }
  return text.length;
}
