import {
  FAULT_OPTIONS,
  FAULT_TYPES,
  type FaultState,
} from '../faults/index.js';
import { FAULT_FIELDS, FAULT_WORDS, type FaultField } from './fault-words.js';
import { type Html, html } from './html.js';

/** A form that switches the fault of one vendor, or of `all`. */
export function faultForm(vendor: string, title: string): Html {
  return html`
    <form data-vendor="${vendor}" aria-labelledby="title-${vendor}">
      <h3 id="title-${vendor}">${title}</h3>
      <p>
        <label for="type-${vendor}">Fault</label>
        <select id="type-${vendor}" name="type">
          ${FAULT_TYPES.map(
            (type) =>
              html`<option
                value="${type}"
                data-options="${FAULT_OPTIONS[type]?.join(' ') ?? ''}"
                data-words="${FAULT_WORDS[type] ?? ''}"
              >
                ${type}
              </option>`,
          )}
        </select>
      </p>
      <p class="words" data-words></p>
      <div class="fields">
        ${FAULT_FIELDS.map((field) => fieldOf(vendor, field))}
      </div>
      <p>
        <button type="submit" disabled>
          Switch on<span class="unseen"> for ${title}</span>
        </button>
        <button type="button" data-off disabled>
          Switch off<span class="unseen"> for ${title}</span>
        </button>
      </p>
    </form>
  `;
}

function fieldOf(vendor: string, field: FaultField): Html {
  const { name, label, min, max, step, whenEmpty } = field;
  const id = `${name}-${vendor}`;
  return html`<p data-field="${name}">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      type="number"
      min="${min}"
      ${max === undefined ? '' : html`max="${max}"`}
      step="${step}"
      placeholder="${whenEmpty}"
    />
  </p>`;
}

/** A fault in force, in a few words. */
export function faultText(state: FaultState): Html {
  if (!state) return html`none`;
  const { type, begunAt, remainingMs, hits, rejected, ...options } = state;
  const settings = Object.entries(options)
    .filter(([name]) => name !== 'durationMs')
    .map(([name, value]) => `${name} ${value}`);
  const details = [
    ...settings,
    type === 'refuse' ? 'hits unknown' : `${hits} hit`,
    ...(rejected > 0 ? [`${rejected} records refused`] : []),
    `since ${new Date(begunAt).toISOString()}`,
    ...(remainingMs === null
      ? []
      : [`ends in ${Math.ceil(remainingMs / 1_000)} s`]),
  ];
  return html`<strong>${type}</strong> (${details.join(', ')})`;
}
