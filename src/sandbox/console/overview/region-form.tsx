import type { Region } from '../../insight/region.js';
import { fieldText } from '../format/values.js';
import type { TimeWindow } from './statistics.js';

/** A region by figures, for who does not draw: seconds before now, and milliseconds. */
export function RegionForm({
  window,
  onRegion,
}: {
  readonly window: TimeWindow;
  readonly onRegion: (region: Region) => void;
}) {
  const read = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const number = (name: string, otherwise: number): number => {
      const text = fieldText(data, name);
      return text === '' ? otherwise : Number(text);
    };
    onRegion({
      fromMs: Math.max(
        0,
        Math.round(window.to - number('since', Infinity) * 1_000),
      ),
      toMs: Math.round(window.to - number('until', 0) * 1_000),
      minDurationMs: number('shortest', 0),
      maxDurationMs: number('longest', Number.MAX_SAFE_INTEGER),
    });
  };
  return (
    <form
      class="filters"
      aria-label="A region by figures"
      onSubmit={(event) => {
        event.preventDefault();
        read(event.currentTarget);
      }}
    >
      <Field name="since" label="From, s ago" />
      <Field name="until" label="To, s ago" />
      <Field name="shortest" label="At least, ms" />
      <Field name="longest" label="At most, ms" />
      <button type="submit">Choose</button>
    </form>
  );
}

function Field({
  name,
  label,
}: {
  readonly name: string;
  readonly label: string;
}) {
  return (
    <label>
      {label}
      <input type="number" name={name} min="0" step="any" />
    </label>
  );
}
