import { REDACTED } from './marks.js';
import { isSecretKey, isWithheldKey } from './secret-key.js';
import { endOfBracketed, endOfQuoted, openingQuote } from './value-end.js';

/**
 * A name and what stands between it and its value: `name=`, `name => `, `name: `, `"name":`, `user[name]=`, `name%3D`. The
 * look-behind lets each word be tried once, so that time stays linear.
 */
const NAME =
  /(?<![\w.-])([\w.-]+)((?:\\{0,8}["'])?(?:\]|%(?:25)*5D)?(?:\\{0,8}["'])?(?:\s{0,4}(?:=>?|%(?:25)*3D)\s{0,4}|(?<=["'])\s{0,4}:\s{0,4}|:[ \t]{1,4}))/gi;
const BARE = /[^\s"'&,;]+/y;
const LINE = /[^\r\n]+/y;

/** Stands for a parameter in SQL, and holds nothing: `password = $1`. */
const PLACEHOLDER = /\$\d{1,5}(?![\w$])/y;

/** Names whose value reaches to the end of the line: several words, or several pairs. */
const WHOLE_LINE = /authorization|cookie|passphrase|mnemonic|seed.?phrase/i;

/** Class names stand before a colon too: `TokenExpiredError: …` is no secret. */
const CLASS_NAME = /(?:error|exception|warning)$/i;

/** Takes the values of secret names out of running text: query strings, headers, JSON, `key=value` lists. */
export function redactAssignments(text: string): string {
  let clean = '';
  let at = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const [, word = '', separator = ''] = match;
    // Two digits of a character that is percent-encoded: `%3Fotp%3D`.
    const name = text[match.index - 1] === '%' ? word.slice(2) : word;
    const quote = openingQuote(text, NAME.lastIndex);
    if (
      !isKeptBack(name, separator, quote !== undefined) ||
      isPlaceholder(text, NAME.lastIndex)
    ) {
      continue;
    }
    const start = quote?.end ?? NAME.lastIndex;
    const end =
      quote === undefined
        ? endOfBare(text, start, WHOLE_LINE.test(name))
        : endOfQuoted(text, start, quote);
    NAME.lastIndex = end;
    if (end > start) {
      clean += text.slice(at, start) + REDACTED;
      at = end;
    }
  }
  return clean + text.slice(at);
}

/** A personal name before a colon and a bare word is prose: `message: could not connect`. */
function isKeptBack(
  name: string,
  separator: string,
  isQuoted: boolean,
): boolean {
  const isProse = separator.startsWith(':') && !isQuoted;
  return (
    (isProse ? isSecretKey(name) : isWithheldKey(name)) &&
    !CLASS_NAME.test(name)
  );
}

function isPlaceholder(text: string, at: number): boolean {
  PLACEHOLDER.lastIndex = at;
  return PLACEHOLDER.test(text);
}

function endOfBare(text: string, start: number, wholeLine: boolean): number {
  const first = text[start];
  const from =
    first === '[' || first === '{' ? endOfBracketed(text, start) : start;
  const pattern = wholeLine ? LINE : BARE;
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
