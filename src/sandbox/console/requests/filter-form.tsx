import { computed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { allRequests } from '../state/requests.js';
import { search, setSearch } from '../state/route.js';
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

/** The filters of the list; each stands in the address. */
export function FilterForm() {
  const given = search.value;
  return (
    <form
      class="filters"
      aria-label="Filter"
      onSubmit={(event) => event.preventDefault()}
    >
      <label>
        Text
        <input
          id="filter-text"
          type="search"
          name="q"
          autocomplete="off"
          value={given.get('q') ?? ''}
          onInput={({ currentTarget }) => setSearch({ q: currentTarget.value })}
        />
      </label>
      <Choice name="status" label="Status" of={STATUSES} />
      <Choice name="route" label="Route" of={routes.value} />
      <label>
        At least, ms
        <input
          type="number"
          name="min"
          min="0"
          value={given.get('min') ?? ''}
          onInput={({ currentTarget }) =>
            setSearch({ min: currentTarget.value })
          }
        />
      </label>
      <Choice name="user" label="User" of={users.value} />
      <Choice name="flag" label="Only those" of={FLAGS} words={FLAG_WORDS} />
    </form>
  );
}

function Choice({
  name,
  label,
  of,
  words = {},
}: {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly of: readonly string[];
  readonly words?: Readonly<Record<string, string>>;
}) {
  const chosen = search.value.get(name) ?? '';
  const choices = chosen === '' || of.includes(chosen) ? of : [chosen, ...of];
  return (
    <label>
      {label}
      <select
        name={name}
        value={chosen}
        onChange={({ currentTarget }) =>
          setSearch({ [name]: currentTarget.value })
        }
      >
        <option value="">any</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words[choice] ?? choice}
          </option>
        ))}
      </select>
    </label>
  );
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => value !== null).toSorted();
}
