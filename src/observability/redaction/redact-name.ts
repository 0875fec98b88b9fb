import { redactBeforeCut } from './redact-text.js';
import { activeRules } from './rules.js';

const MAX_KNOWN = 1000;
const MAX_KNOWN_LENGTH = 128;

/**
 * As `redactBeforeCut`, for the names of spans, attributes and metrics: an application has few, and uses each of them again
 * and again.
 */
export function redactName(name: string, maxLength: number): string {
  if (name.length > MAX_KNOWN_LENGTH) {
    return redactBeforeCut(name, maxLength);
  }
  const { toldNames } = activeRules();
  const before = toldNames.get(name);
  if (before !== undefined) {
    return before;
  }
  const clean = redactBeforeCut(name, maxLength);
  if (toldNames.size < MAX_KNOWN) {
    toldNames.set(name, clean);
  }
  return clean;
}
