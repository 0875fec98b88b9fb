import { REDACTED } from './marks.js';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;

/** Takes private keys in PEM blocks out of a text; a block that never ends takes the rest of the text with it. */
export function redactPemBlocks(text: string): string {
  let clean = '';
  let at = 0;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin !== null; begin = BEGIN.exec(text)) {
    clean += text.slice(at, begin.index) + REDACTED;
    END.lastIndex = BEGIN.lastIndex;
    if (END.exec(text) === null) {
      BEGIN.lastIndex = 0;
      return clean;
    }
    at = END.lastIndex;
    BEGIN.lastIndex = at;
  }
  return clean + text.slice(at);
}
