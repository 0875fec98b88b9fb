import type {
  FaultsAnswer,
  LiveFigures,
  SandboxEndpoints,
} from '../../query/query.types.js';
import type { FaultState } from '../../faults/index.js';
import type { VendorCounts } from '../../store/counters.js';
import type { Vendor } from '../../store/vendor.js';
import { send } from '../api/ask.js';
import { bytes, count, duration } from '../format/amounts.js';
import { VENDOR_NAMES } from '../format/vendors.js';
import { CopyButton } from '../parts/copy-button.js';
import { now } from '../state/now.js';
import { FaultForm } from './fault-form.js';
import { FAULT_WORDS } from './fault-words.js';

const ADDRESSES: Readonly<Record<Vendor, keyof SandboxEndpoints>> = {
  otlp: 'otlp',
  xray: 'xray',
  cloudwatch: 'cloudWatchLogs',
  rollbar: 'rollbar',
};

const FIGURES: readonly (readonly [keyof VendorCounts, string])[] = [
  ['records', 'records'],
  ['requests', 'batches'],
  ['retries', 'retries seen'],
  ['refused', 'refused'],
  ['duplicates', 'duplicates'],
  ['violations', 'violations'],
  ['evicted', 'left memory'],
];

/** What arrived at one vendor, what is wrong with it, and the switch for that. */
export function VendorCard({
  vendor,
  figures,
  endpoints,
  options,
}: {
  readonly vendor: Vendor;
  readonly figures: LiveFigures;
  readonly endpoints: SandboxEndpoints | undefined;
  readonly options: Readonly<Record<string, readonly string[]>>;
}) {
  const counts = figures.counts[vendor];
  const { medianMs, maxMs } = figures.delays[vendor];
  const address = endpoints?.[ADDRESSES[vendor]];
  return (
    <section
      class={`wire ${vendor}`}
      aria-labelledby={`wire-${vendor}`}
      data-vendor={vendor}
    >
      <header>
        <h2 id={`wire-${vendor}`}>{VENDOR_NAMES[vendor]}</h2>
        {address !== undefined && (
          <p class="address">
            <code>{address}</code>
            <CopyButton
              text={address}
              what={`the address of ${VENDOR_NAMES[vendor]}`}
            />
          </p>
        )}
      </header>
      <dl class="figures">
        {FIGURES.map(([name, label]) => (
          <div key={name} class={counts[name] > 0 ? name : ''}>
            <dt>{label}</dt>
            <dd data-figure={name}>{count(counts[name])}</dd>
          </div>
        ))}
        <div>
          <dt>received</dt>
          <dd>{bytes(counts.bytes)}</dd>
        </div>
        <div class="wide">
          <dt>median delay</dt>
          <dd>{medianMs === null ? '–' : duration(medianMs)}</dd>
        </div>
        <div class="wide">
          <dt>longest delay</dt>
          <dd>{maxMs === null ? '–' : duration(maxMs)}</dd>
        </div>
      </dl>
      <Fault vendor={vendor} state={figures.faults[vendor]} />
      <FaultForm vendor={vendor} options={options} />
    </section>
  );
}

function Fault({
  vendor,
  state,
}: {
  readonly vendor: Vendor;
  readonly state: FaultState;
}) {
  if (!state) return <p class="fault none">Works as it should.</p>;
  const left =
    state.durationMs === undefined
      ? null
      : Math.max(0, state.begunAt + state.durationMs - now.value);
  return (
    <div class="fault active">
      <p role="status">
        <b>{FAULT_WORDS[state.type]?.name ?? state.type}</b>
        {`: ${count(state.hits)} hit`}
        {state.rejected > 0 && `, ${count(state.rejected)} records refused`}
      </p>
      <p class="countdown">
        {left === null ? 'until ended' : `ends in ${Math.ceil(left / 1_000)} s`}
      </p>
      <button
        type="button"
        onClick={() =>
          void send<FaultsAnswer>('DELETE', `/api/faults/${vendor}`)
        }
      >
        Mend <span class="hidden">{VENDOR_NAMES[vendor]}</span>
      </button>
    </div>
  );
}
