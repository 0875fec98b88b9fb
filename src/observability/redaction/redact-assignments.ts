import { REDACTED } from './marks.js';
import { isSecretKey } from './secret-key.js';

/**
 * A name and what stands between it and its value: `name=`, `name: `, `"name":`, `user[name]=`. The look-behind lets each
 * word be tried once, so that time stays linear.
 */
const NAME =
  /(?<![\w.-])([\w.-]+)((?:\\?["'])?(?:\]|%5D)?\s{0,4}=\s{0,4}|\\?["']\s{0,4}:\s{0,4}|:[ \t]{1,4})/gi;
const QUOTE = /\\?["']/y;
const UP_TO: ReadonlyMap<string, RegExp> = new Map([
  ['"', /(?:[^"\\\n]|\\.)*/y],
  ["'", /(?:[^'\\\n]|\\.)*/y],
  ['\\"', /(?:(?!\\")[^\n])*/y],
  ["\\'", /(?:(?!\\')[^\n])*/y],
]);
const BARE = /[^\s"'&,;]+/y;
const LINE = /[^\r\n]+/y;

/** Names whose value reaches to the end of the line: several words, or several pairs. */
const WHOLE_LINE = /authorization|cookie/i;

/** Class names stand before a colon too: `TokenExpiredError: …` is no secret. */
const CLASS_NAME = /(?:error|exception|warning)$/i;

/** Takes the values of secret names out of running text: query strings, headers, JSON, `key=value` lists. */
export function redactAssignments(text: string): string {
  let clean = '';
  let at = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const name = match[1] ?? '';
    if (!isSecretKey(name) || CLASS_NAME.test(name)) {
      continue;
    }
    const start = startOfValue(text, NAME.lastIndex);
    const end = endOfValue(text, start, WHOLE_LINE.test(name));
    NAME.lastIndex = end;
    if (end > start) {
      clean += text.slice(at, start) + REDACTED;
      at = end;
    }
  }
  return clean + text.slice(at);
}

/** Where the value begins: behind its opening quote, if it has one. */
function startOfValue(text: string, at: number): number {
  QUOTE.lastIndex = at;
  return QUOTE.test(text) ? QUOTE.lastIndex : at;
}

function endOfValue(text: string, start: number, wholeLine: boolean): number {
  const pattern = closing(text, start) ?? (wholeLine ? LINE : BARE);
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

/** What a quoted value is made of; undefined for a bare one. */
function closing(text: string, start: number): RegExp | undefined {
  const quote = text[start - 1];
  if (quote !== '"' && quote !== "'") {
    return undefined;
  }
  return UP_TO.get(text[start - 2] === '\\' ? `\\${quote}` : quote);
}
