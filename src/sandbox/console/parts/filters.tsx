import type { ComponentChildren } from 'preact';
import { search, setSearch } from '../state/route.js';

/** The filters of a view; each stands in the address under its name. */
export function Filters({
  children,
}: {
  readonly children: ComponentChildren;
}) {
  return (
    <form
      class="filters"
      aria-label="Filter"
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  );
}

interface FilterProps {
  /** Of the parameter. */
  readonly name: string;
  readonly label: string;
}

/** A text that is looked for. */
export function TextFilter({ name, label }: FilterProps) {
  return (
    <label>
      {label}
      <input
        type="search"
        name={name}
        autocomplete="off"
        spellcheck={false}
        value={search.value.get(name) ?? ''}
        onInput={({ currentTarget }) =>
          setSearch({ [name]: currentTarget.value })
        }
      />
    </label>
  );
}

/** The least that is wanted. */
export function LeastFilter({ name, label }: FilterProps) {
  return (
    <label>
      {label}
      <input
        type="number"
        name={name}
        min="0"
        value={search.value.get(name) ?? ''}
        onInput={({ currentTarget }) =>
          setSearch({ [name]: currentTarget.value })
        }
      />
    </label>
  );
}

/** One of some values, or any. A value that stands in the address and is none of them can be chosen too. */
export function ChoiceFilter({
  name,
  label,
  of,
  words = {},
}: FilterProps & {
  readonly of: readonly string[];
  /** What a value is called, where not by itself. */
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
