import { format, FormatError } from './format.js';

/** A host name or address, brackets around IPv6, perhaps with a port; `*` anywhere. */
const PATTERN = /^(?:\[[\da-f:.*]+\]|[\w.*-]+)(?::(?:\d{1,5}|\*))?$/i;

/** Reads hosts separated by commas, in which `*` stands for any text. */
export const hostPatterns = format((text): readonly string[] => {
  const patterns = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (patterns.length === 0) {
    throw new FormatError('names no host');
  }
  const wrong = patterns.find((pattern) => !PATTERN.test(pattern));
  if (wrong !== undefined) {
    throw new FormatError(
      /[/@]/.test(wrong)
        ? 'has a scheme, a path or credentials, where hosts alone belong'
        : 'has a character that no host has',
    );
  }
  return patterns;
});
