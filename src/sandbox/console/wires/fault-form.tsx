import { useSignal } from '@preact/signals';
import type { FaultsAnswer } from '../../query/query.types.js';
import type { Vendor } from '../../store/vendor.js';
import { messageOf, send } from '../api/ask.js';
import { VENDOR_NAMES } from '../format/vendors.js';
import { FAULT_FIELDS, FAULT_WORDS } from './fault-words.js';

/** Switches a fault of one vendor, or of all, on. */
export function FaultForm({
  vendor,
  options,
}: {
  readonly vendor: Vendor | 'all';
  /** For each fault, the options it takes. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}) {
  const type = useSignal('refuse');
  const problem = useSignal('');
  const name = vendor === 'all' ? 'all vendors' : VENDOR_NAMES[vendor];
  const begin = async (form: HTMLFormElement): Promise<void> => {
    try {
      await send<FaultsAnswer>('PUT', `/api/faults/${vendor}`, faultOf(form));
      problem.value = '';
    } catch (error) {
      problem.value = messageOf(error);
    }
  };
  return (
    <form
      class="fault-form"
      aria-label={`Fault of ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void begin(event.currentTarget);
      }}
    >
      <label class="fault-type">
        What goes wrong
        <select
          name="type"
          value={type.value}
          onChange={({ currentTarget }) => {
            type.value = currentTarget.value;
          }}
        >
          {Object.keys(options).map((known) => (
            <option key={known} value={known}>
              {FAULT_WORDS[known]?.name ?? known}
            </option>
          ))}
        </select>
      </label>
      <p class="effect">{FAULT_WORDS[type.value]?.effect}</p>
      {FAULT_FIELDS.filter((field) =>
        options[type.value]?.includes(field.name),
      ).map((field) => (
        <label key={field.name}>
          {field.label}
          <input
            type="number"
            name={field.name}
            min={field.min}
            max={field.max}
            step={field.step}
            placeholder={field.whenEmpty}
          />
        </label>
      ))}
      <button type="submit">
        Break <span class="hidden">{name}</span>
      </button>
      <p role="status" class="problem">
        {problem.value}
      </p>
    </form>
  );
}

function faultOf(form: HTMLFormElement): Record<string, string | number> {
  const fault: Record<string, string | number> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || value === '') continue;
    fault[name] = name === 'type' ? value : Number(value);
  }
  return fault;
}
