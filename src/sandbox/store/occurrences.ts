import { memberOf, numberOf } from './members.js';
import type { ItemRecord } from './records.js';

/** How many occurrences an item stands for: it says by `custom.occurrence_count` how many it folds. */
export function occurrencesOf({ data }: ItemRecord): number {
  return Math.max(
    1,
    numberOf(memberOf(data, 'custom', 'occurrence_count')) ?? 1,
  );
}
