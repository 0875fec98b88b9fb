import type { ViolationsAnswer } from '../../query/query.types.js';
import { figures } from '../api/live.js';
import { dateAndTime } from '../format/times.js';
import { ViolationWords } from '../parts/violation-words.js';
import { useAnswer } from '../parts/use-answer.js';

/** Violations shown, the newest. */
const MAX_SHOWN = 100;

/** What was found wrong with what arrived: breaches of the vendors' contracts. */
export function ViolationsList() {
  const total = figures.value?.violations ?? 0;
  const { answer } = useAnswer<ViolationsAnswer>(
    `/api/violations?limit=${MAX_SHOWN}&of=${total}`,
  );
  const violations = answer?.violations ?? [];
  return (
    <section class="violations-all" aria-labelledby="violations">
      <h2 id="violations">Violations</h2>
      {violations.length === 0 ? (
        <p>None: everything that arrived was as its vendor takes it.</p>
      ) : (
        <ul class="violations">
          {violations.map((violation, index) => (
            <li key={index}>
              <ViolationWords of={violation} />{' '}
              {violation.traceId !== undefined && (
                <a href={`/traces/${violation.traceId}`}>Its trace</a>
              )}
              <details>
                <summary>{dateAndTime(violation.at)}</summary>
                <pre tabIndex={0}>{violation.excerpt}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
