import { format, FormatError } from './format.js';

/** Reads fragments of names, separated by commas; separators inside one mean nothing. */
export const nameFragments = format((text): readonly string[] => {
  const fragments = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (fragments.length === 0) {
    throw new FormatError('names no fragment');
  }
  const short = fragments.find(
    (fragment) => fragment.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 3,
  );
  if (short !== undefined) {
    throw new FormatError(
      `has the fragment ${JSON.stringify(short)}, which would occur in every other name`,
    );
  }
  return fragments;
});

/** Reads regular expressions, separated by white space, as JavaScript writes them. */
export const regularExpressions = format((text): readonly string[] => {
  const expressions = text.split(/\s+/);
  const wrong = expressions.find((expression) => !isExpression(expression));
  if (wrong !== undefined) {
    throw new FormatError(
      `has ${JSON.stringify(wrong)}, which is no regular expression`,
    );
  }
  return expressions;
});

function isExpression(text: string): boolean {
  const [, source = text, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  try {
    return new RegExp(source, flags).source !== '';
  } catch {
    return false;
  }
}
