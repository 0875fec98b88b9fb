import type { SqlToken } from './sql-tokens.js';

/** A name of PostgreSQL that means the same with and without quotes. */
const NEEDS_NO_QUOTES = /^"([a-z_][a-z0-9_]*)"$/;

/**
 * The name that begins at `at`, with its schema where it has one.
 * @returns the name, and where what follows it begins; undefined where no name begins
 */
export function takeName(
  tokens: readonly SqlToken[],
  at: number,
): { readonly name: string; readonly end: number } | undefined {
  let name = '';
  let end = at;
  for (;;) {
    const token = tokens[end];
    if (token?.kind !== 'word' && token?.kind !== 'name') break;
    name += token.text.replace(NEEDS_NO_QUOTES, '$1');
    end += 1;
    if (tokens[end]?.text !== '.') return { name, end };
    name += '.';
    end += 1;
  }
  return end === at ? undefined : { name: name.slice(0, -1), end };
}
