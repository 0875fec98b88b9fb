import { computed } from '@preact/signals';
import {
  ChoiceFilter,
  Filters,
  LeastFilter,
  TextFilter,
} from '../parts/filters.js';
import { allRequests } from '../state/requests.js';
import { FLAGS, SLOW_MS } from './request-filter.js';

/** What each flag means. */
const FLAG_WORDS = {
  error: 'failed',
  slow: `slow (from ${SLOW_MS} ms)`,
  violation: 'breaks a vendor’s limit',
  missing: 'a vendor has nothing of it',
} as const;
const STATUSES = [
  '2xx',
  '3xx',
  '4xx',
  '5xx',
  '200',
  '404',
  '422',
  '499',
  '500',
];

const routes = computed(() =>
  distinct(allRequests.value.map(({ route }) => route)),
);
const users = computed(() =>
  distinct(allRequests.value.map(({ user }) => user)),
);

/** The filters of the list. */
export function FilterForm() {
  return (
    <Filters>
      <TextFilter name="q" label="Text" />
      <ChoiceFilter name="status" label="Status" of={STATUSES} />
      <ChoiceFilter name="route" label="Route" of={routes.value} />
      <LeastFilter name="min" label="At least, ms" />
      <ChoiceFilter name="user" label="User" of={users.value} />
      <ChoiceFilter
        name="flag"
        label="Only those"
        of={FLAGS}
        words={FLAG_WORDS}
      />
    </Filters>
  );
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => value !== null).toSorted();
}
