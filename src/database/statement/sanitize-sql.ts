import type { SqlToken } from './sql-tokens.js';

/** What stands for a literal. Source: OpenTelemetry, "Sanitization of `db.query.text`". */
const LITERAL = '?';

/**
 * SQL without its literals and comments: each literal becomes `?`, the list of `in (…)` becomes `(?)`, white space a single
 * space. Placeholders and names stay. From a quote or comment without an end on, nothing is told but `?`.
 * Source: OpenTelemetry semantic conventions for database client spans, "Sanitization of `db.query.text`".
 *
 * @param maxLength UTF-16 units kept; what is cut off leaves `…`
 */
export function sanitizeSql(
  tokens: readonly SqlToken[],
  maxLength: number,
): string {
  let clean = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const piece = pieceOf(token, clean);
    if (clean.length + piece.length > maxLength) return `${clean}…`;
    clean += piece;
    if (token.kind === 'word' && /^in$/i.test(token.text)) {
      const end = endOfValues(tokens, at + 1);
      if (end !== undefined) {
        clean += ` (${LITERAL})`;
        at = end;
      }
    }
  }
  return clean.trimEnd();
}

function pieceOf({ kind, text }: SqlToken, before: string): string {
  switch (kind) {
    case 'space':
      return before === '' || before.endsWith(' ') ? '' : ' ';
    case 'literal':
    case 'withheld':
      return LITERAL;
    case 'word':
      return /^(?:true|false)$/i.test(text) ? LITERAL : text;
    default:
      return text;
  }
}

/** Where the list of an IN ends, when it holds literals and placeholders only. */
function endOfValues(
  tokens: readonly SqlToken[],
  start: number,
): number | undefined {
  let opened = false;
  for (let at = start; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? { kind: 'withheld', text: '' };
    if (kind === 'symbol' && text === '(' && !opened) opened = true;
    else if (opened && kind === 'symbol' && text === ')') return at;
    else if (kind !== 'space' && !(opened && isOfValues(kind, text)))
      return undefined;
  }
  return undefined;
}

function isOfValues(kind: SqlToken['kind'], text: string): boolean {
  return (
    kind === 'literal' ||
    kind === 'placeholder' ||
    (kind === 'symbol' && /^[,+-]$/.test(text))
  );
}
