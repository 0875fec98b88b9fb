import { redactText } from './redact-text.js';
import { activeRules } from './rules.js';

/** As `redactText`, for texts that many requests share: user agents, hosts. */
export function redactRecurring(text: string): string {
  return activeRules().recurring.of(text, toldText);
}

function toldText(text: string): string {
  return redactText(text);
}
