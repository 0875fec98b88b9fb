import { REDACTED } from './marks.js';
import { isWithheldKey } from './secret-key.js';

/** An element of XML or HTML up to what follows its text. Source: XML 1.0, 3.1. */
const ELEMENT = /<([\w.:-]{1,64})(?:\s[^<>]{0,512})?>([^<]+)(?=<)/g;

/** A field of a form in several parts, with its value. Source: RFC 7578, 4.2. */
const PART =
  /(name="([^"\r\n]{1,128})"[^\r\n]{0,256}(?:\r?\n[^\r\n]{1,256}){0,4}\r?\n\r?\n)([^\r\n]+)/gi;

/** An option of a command line: `--password hunter2`. */
const OPTION =
  /(?<![\w-])(--?([a-z][\w-]{0,63})[ \t]{1,4})(?!-)([^\s"']+|"[^"\n]*"|'[^'\n]*')/gi;

/** A password in SQL: `PASSWORD 'x'`, `IDENTIFIED BY 'x'`. Source: PostgreSQL, `CREATE ROLE`; MySQL, `CREATE USER`. */
const SQL = /\b((?:password|identified\s{1,4}by)\s{1,4})'(?:[^'\n]|'')*'?/gi;

/** Takes the values of secret names out of what is neither a query nor JSON: elements, parts of forms, options, SQL. */
export function redactMarkup(text: string, hasOptions: boolean): string {
  let clean = text;
  if (clean.includes('</')) {
    clean = clean.replace(
      ELEMENT,
      (all: string, name: string, value: string) =>
        isWithheldKey(name) ? all.slice(0, -value.length) + REDACTED : all,
    );
  }
  if (clean.includes('name="')) {
    clean = clean.replace(PART, (all, head: string, name: string) =>
      isWithheldKey(name) ? head + REDACTED : all,
    );
  }
  if (hasOptions) {
    clean = clean.replace(OPTION, (all, head: string, name: string) =>
      isWithheldKey(name) ? head + REDACTED : all,
    );
  }
  return clean.includes("'") ? clean.replace(SQL, `$1'${REDACTED}'`) : clean;
}
