import { useSignal } from '@preact/signals';
import type { TryAnswer } from '../../query/query.types.js';
import type { TryCall, TryOutcome } from '../../try/index.js';
import { messageOf, send } from '../api/ask.js';
import { duration } from '../format/amounts.js';
import { Empty, Failure } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';

/** The API's calls, ready to send. */
export function TryView() {
  const { answer, problem } = useAnswer<TryAnswer>('/api/try');
  return (
    <div class="try-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Try it</h1>
        <p class="summary">
          {answer?.target != null && `sent to ${answer.target} by the sandbox`}
        </p>
      </div>
      {problem !== undefined && <Failure message={problem} />}
      {answer && answer.target === null && (
        <Empty title="The sandbox does not know the application">
          <p>
            Start it with <code>SANDBOX_APP_URL</code>, for example{' '}
            <code>http://localhost:4567</code>.
          </p>
        </Empty>
      )}
      <ul class="calls">
        {answer?.calls.map((call) => (
          <Call key={call.id} call={call} />
        ))}
      </ul>
    </div>
  );
}

function Call({ call }: { readonly call: TryCall }) {
  const busy = useSignal(false);
  const outcome = useSignal<TryOutcome | undefined>(undefined);
  const problem = useSignal('');
  const sendIt = async (): Promise<void> => {
    busy.value = true;
    try {
      outcome.value = await send<TryOutcome>('POST', `/api/try/${call.id}`);
      problem.value = '';
    } catch (error) {
      problem.value = messageOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <li class="call" data-call={call.id}>
      <div>
        <h2>{call.title}</h2>
        <p class="wire-line">
          <code>
            {call.method} {call.path}
          </code>
          {call.body && <code>{JSON.stringify(call.body)}</code>}
        </p>
        <p>{call.shows}</p>
      </div>
      <button
        type="button"
        aria-disabled={busy.value}
        onClick={() => void (busy.value || sendIt())}
      >
        {busy.value ? 'Sending…' : 'Send'}
        <span class="hidden"> {call.title}</span>
      </button>
      <div class="outcome" role="status">
        {problem.value !== '' && <p class="failure">{problem.value}</p>}
        {outcome.value && <Outcome of={outcome.value} />}
      </div>
    </li>
  );
}

function Outcome({ of }: { readonly of: TryOutcome }) {
  const statuses = Object.entries(of.statuses)
    .map(([status, times]) => (times === 1 ? status : `${times} × ${status}`))
    .join(', ');
  return (
    <p>
      <b>{statuses}</b> in {duration(of.durationMs)}.{' '}
      {of.traceId === null ? (
        <a href="/">See the requests</a>
      ) : (
        <a href={`/traces/${of.traceId}`}>See what the four were told</a>
      )}
    </p>
  );
}
