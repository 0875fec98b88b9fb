import { REDACTED } from './marks.js';

/** Drizzle: the statement, and on further lines its parameters; frames of a stack may follow. Source: drizzle-orm, `DrizzleQueryError`. */
const PARAMETERS =
  /(\n[ \t]{0,16}params: )(?!\[redacted\]).*?(?=\n[ \t]{1,16}at |\n[ \t]{0,16}params: |$)/gs;

/** PostgreSQL's details of constraints and of values, but for those that were replaced by `?` before. Source: its message catalogue (`nbtinsert.c`, `ri_triggers.c`, `execMain.c`). */
const KEY = /(\bKey \([^()\n]{1,256}\)=\()([^\n]*)/g;
const AFTER_KEY =
  /\) (?:already exists|is not present|is still referenced|conflicts)[^()]{0,256}$/;
const ROW = /(\bFailing row contains \()[^\n]*/g;
const SYNTAX =
  /(\binvalid input (?:syntax|value) for (?:type|enum) [^:\n]{1,128}: )"(?!\?")[^\n]*/g;

/** V8's JSON.parse quotes the text around what it can't read. Source: V8, `JsonParser::LookUpErrorMessageForJsonToken`. */
const NOT_JSON = ' is not valid JSON';
const QUOTED = /(?:\.{3})?"[^]*"(?:\.{3})?$/;
/** Characters before that are looked at: V8 shows 40 at the most. */
const MAX_QUOTED = 96;

/** Takes out what libraries repeat of their input in the messages of their errors. */
export function redactRepeatedInput(text: string): string {
  let clean = text;
  if (clean.includes('params: ')) {
    clean = clean.replace(PARAMETERS, `$1${REDACTED}`);
  }
  if (clean.includes('Key (')) {
    clean = clean.replace(KEY, (_all, head: string, rest: string) => {
      const [after = ')'] = AFTER_KEY.exec(rest.slice(-400)) ?? [];
      return head + REDACTED + after;
    });
  }
  if (clean.includes('Failing row')) {
    clean = clean.replace(ROW, `$1${REDACTED})`);
  }
  if (clean.includes('invalid input')) {
    clean = clean.replace(SYNTAX, `$1"${REDACTED}"`);
  }
  return clean.includes(NOT_JSON) ? withoutJson(clean) : clean;
}

function withoutJson(text: string): string {
  const parts = text.split(NOT_JSON);
  return parts
    .map((part, index) => {
      const from = Math.max(0, part.length - MAX_QUOTED);
      return index === parts.length - 1
        ? part
        : part.slice(0, from) +
            part.slice(from).replace(QUOTED, `"${REDACTED}"`);
    })
    .join(NOT_JSON);
}
