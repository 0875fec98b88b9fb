const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long an activity may live, by the names the API takes, longest first. */
export const TTLS = [
  '30-days',
  '7-days',
  '3-days',
  '1-day',
  '12-hours',
  '3-hours',
  '1-hour',
] as const;

export type Ttl = (typeof TTLS)[number];

/** The same in milliseconds. */
export const TTL_MS: Readonly<Record<Ttl, number>> = {
  '30-days': 30 * DAY_MS,
  '7-days': 7 * DAY_MS,
  '3-days': 3 * DAY_MS,
  '1-day': DAY_MS,
  '12-hours': 12 * HOUR_MS,
  '3-hours': 3 * HOUR_MS,
  '1-hour': HOUR_MS,
};

/** The longest life. Nothing older is in any feed, which bounds how far back a feed's index is read. */
export const TTL_MAX_MS = TTL_MS['30-days'];
