import type { Outcome } from './request-kind.js';

const ANSWERED: Outcome = {
  spanStatus: 'unset',
  flags: [],
  log: ['info Access'],
  items: 0,
};
/** The caller's mistake, no failure of the server. */
const REFUSED: Outcome = { ...ANSWERED, flags: ['error'] };
const THROTTLED: Outcome = { ...ANSWERED, flags: ['error', 'throttle'] };
const FAILED: Outcome = {
  spanStatus: 'error',
  flags: ['fault'],
  log: ['error Exceptions', 'info Access'],
  items: 1,
};
/** The client was gone before its answer was complete. */
const GONE: Outcome = { ...REFUSED, spanStatus: 'error' };

/** How a request with this status went. */
export function outcomeOf(status: number): Outcome {
  if (status < 400) return ANSWERED;
  if (status === 429) return THROTTLED;
  if (status === 499) return GONE;
  return status < 500 ? REFUSED : FAILED;
}
