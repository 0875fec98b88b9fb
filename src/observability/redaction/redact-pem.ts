import { REDACTED } from './marks.js';

/** Keys, certificates, messages: all of RFC 7468 and RFC 4880 (PGP), and SSH2's form of four hyphens (RFC 4716). */
const BEGIN = edge('BEGIN');
const END = edge('END');

/** What stands between the two: base64, in whatever form its lines are joined. */
const BODY = /[A-Za-z0-9+/=\s\\,"'`%]/;
/** Characters before an end without a beginning that are looked at. */
const MAX_BODY = 16_384;

/** Whether a text may have a PEM block, or the end of one, in it. */
export function mayHavePem(text: string): boolean {
  return text.includes('---- ') || text.includes('-----');
}

/**
 * Takes PEM blocks of every kind out of a text. A block that never ends takes the rest of the text with it, one that never
 * began the base64 before its end.
 */
export function redactPemBlocks(text: string): string {
  let clean = '';
  let at = 0;
  let begin = next(BEGIN, text, 0);
  let end = next(END, text, 0);
  while (begin !== null || end !== null) {
    if (begin === null || (end !== null && end.index < begin.index)) {
      const start = startOfBody(text, at, end?.index ?? at);
      clean += text.slice(at, start) + REDACTED;
    } else {
      clean += text.slice(at, begin.index) + REDACTED;
      if (end === null) {
        return clean;
      }
    }
    at = end === null ? at : end.index + end[0].length;
    begin = begin !== null && begin.index < at ? next(BEGIN, text, at) : begin;
    end = next(END, text, at);
  }
  return clean + text.slice(at);
}

/** The first or last line of a block; a space may be percent-encoded. */
function edge(word: string): RegExp {
  return new RegExp(
    `-----${word}(?: |\\+|%20)[A-Z0-9 .#+%]{1,96}-----|---- ${word} [A-Z0-9 ]{1,64} ----`,
    'g',
  );
}

function next(
  pattern: RegExp,
  text: string,
  from: number,
): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

function startOfBody(text: string, from: number, end: number): number {
  const least = Math.max(from, end - MAX_BODY);
  let start = end;
  while (start > least && BODY.test(text[start - 1] ?? '')) {
    start -= 1;
  }
  return start;
}
