import type { Comparison } from '../../insight/agreement.js';
import type { TraceAnswer } from '../../query/query.types.js';
import { counted, duration } from '../format/amounts.js';
import { timeOfDay } from '../format/times.js';
import { VENDOR_NAMES, VENDORS } from '../format/vendors.js';
import { ViolationWords } from '../parts/violation-words.js';

/** Whether the vendors agree, where they do not, and which of their limits were broken. */
export function Verdict({ trace }: { readonly trace: TraceAnswer }) {
  const { agreement, violations } = trace;
  const { comparisons, missingInXRay, missingInOtlp } = agreement;
  const differing = comparisons.filter(({ agrees }) => !agrees);
  const telling = new Set(
    comparisons.flatMap(({ values }) => Object.keys(values)),
  );
  return (
    <section class="verdict" aria-label="Agreement">
      <p class={agreement.agrees ? 'good' : 'bad'} role="status">
        {agreement.agrees
          ? agreementText(telling.size, agreement.twins)
          : 'The vendors disagree.'}
      </p>
      {missingInXRay.length > 0 && (
        <p class="bad">
          {missingInXRay.length} of Honeycomb’s spans are not in X-Ray:{' '}
          {missingInXRay.slice(0, 5).join(', ')}
        </p>
      )}
      {missingInOtlp.length > 0 && (
        <p class="bad">
          {missingInOtlp.length} of X-Ray’s segments are not in Honeycomb:{' '}
          {missingInOtlp.slice(0, 5).join(', ')}
        </p>
      )}
      {violations.length > 0 && (
        <ul class="violations" aria-label="Violations">
          {violations.map((violation, index) => (
            <li key={index}>
              <ViolationWords of={violation} />
            </li>
          ))}
        </ul>
      )}
      {differing.length > 0 && <Table of={differing} caption="What differs" />}
      <details>
        <summary>All fields compared</summary>
        <Table of={comparisons} caption="All fields compared" />
      </details>
    </section>
  );
}

function agreementText(vendors: number, twins: number): string {
  if (vendors < 2) return 'Only one vendor tells of this request so far.';
  const who =
    vendors === 4
      ? 'All four vendors'
      : `The ${vendors} vendors that tell of it`;
  return `${who} agree${twins > 0 ? `, on ${counted(twins, 'operation', 'operations')}` : ''}.`;
}

function Table({
  of,
  caption,
}: {
  readonly of: readonly Comparison[];
  readonly caption: string;
}) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Of</th>
            {VENDORS.map((vendor) => (
              <th key={vendor} scope="col">
                {VENDOR_NAMES[vendor]}
              </th>
            ))}
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {of.map((comparison) => (
            <tr
              key={`${comparison.spanId} ${comparison.field}`}
              class={comparison.agrees ? '' : 'differs'}
            >
              <th scope="row">{comparison.field}</th>
              <td>{comparison.of}</td>
              {VENDORS.map((vendor) => (
                <td key={vendor}>{valueText(comparison, vendor)}</td>
              ))}
              <td>{comparison.agrees ? 'agree' : 'differ'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function valueText(
  { field, unit, values }: Comparison,
  vendor: (typeof VENDORS)[number],
): string {
  const value = values[vendor];
  if (value === undefined) return '–';
  if (typeof value === 'string' || unit === null) return String(value);
  return field === 'start' ? timeOfDay(value) : duration(value);
}
