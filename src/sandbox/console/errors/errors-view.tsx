import { useSignal } from '@preact/signals';
import type { ErrorGroup } from '../../insight/error-groups.js';
import type { ErrorsAnswer } from '../../query/query.types.js';
import { count } from '../format/amounts.js';
import { ago, dateAndTime, timeOfDay } from '../format/times.js';
import { Sparkline } from '../parts/sparkline.js';
import { Empty, Failure } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';
import { now } from '../state/now.js';

/** The occurrences that Rollbar received, grouped by fingerprint. */
export function ErrorsView() {
  const { answer, problem } = useAnswer<ErrorsAnswer>('/api/errors', true);
  const groups = answer?.groups ?? [];
  return (
    <div class="errors-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Errors</h1>
        <p class="summary">{count(groups.length)} groups</p>
      </div>
      {problem !== undefined && <Failure message={problem} />}
      {answer && groups.length === 0 && (
        <Empty title="No occurrence has arrived">
          <p>
            Send “One that fails” under <a href="/try">Try it</a>.
          </p>
        </Empty>
      )}
      <ul class="error-groups">
        {groups.map((group) => (
          <Group key={group.fingerprint} group={group} />
        ))}
      </ul>
    </div>
  );
}

function Group({ group }: { readonly group: ErrorGroup }) {
  const isOpen = useSignal(false);
  const { title, level, occurrences, firstSeen, lastSeen, trend } = group;
  return (
    <li class="error-group">
      <button
        type="button"
        class="error-head"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <span class={`level ${level}`}>{level}</span>
        <span class="error-title">{title.slice(0, 500)}</span>
        <b>{count(occurrences)} ×</b>
      </button>
      <Sparkline
        values={trend}
        label={`${count(occurrences)} occurrences between the first and the last of all errors`}
      />
      <p class="summary">
        first{' '}
        <time title={dateAndTime(firstSeen)}>{ago(firstSeen, now.value)}</time>,
        last{' '}
        <time title={dateAndTime(lastSeen)}>{ago(lastSeen, now.value)}</time>
      </p>
      {isOpen.value && (
        <ol class="occurrence-list">
          {group.latest.map(({ uuid, traceId, at, context }) => (
            <li key={uuid}>
              <time>{timeOfDay(at)}</time> {context}{' '}
              {traceId === null ? (
                <code>{uuid}</code>
              ) : (
                <a href={`/traces/${traceId}`}>{uuid}</a>
              )}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
