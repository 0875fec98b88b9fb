import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { LinesAnswer } from '../../query/query.types.js';
import { ask, messageOf } from '../api/ask.js';
import { onLines, onReset } from '../api/live.js';
import { count } from '../format/amounts.js';
import { timeOfDay } from '../format/times.js';
import { Fields } from '../parts/fields.js';
import { ChoiceFilter, Filters, TextFilter } from '../parts/filters.js';
import { Empty, Failure } from '../parts/teaching.js';
import { VirtualRows } from '../parts/virtual-rows.js';
import { search } from '../state/route.js';
import {
  MAX_LINES,
  numbered,
  type NumberedLine,
  withArrived,
} from './line-tail.js';

const ROW_HEIGHT = 28;
const LEVELS = ['error', 'warn', 'info', 'debug', 'verbose'];

/** The log lines of all requests, with a live tail. */
export function LogsView() {
  const paused = useSignal(false);
  const chosen = useSignal<NumberedLine | undefined>(undefined);
  const { lines, problem } = useLines(paused.value);
  return (
    <div class="logs-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Logs</h1>
        <p class="summary">
          {count(lines.length)} lines{paused.value && ' · paused'}
        </p>
        <button
          type="button"
          aria-pressed={paused.value}
          onClick={() => {
            paused.value = !paused.value;
          }}
        >
          {paused.value ? 'Go on' : 'Pause'}
        </button>
      </div>
      <LogFilter />
      {problem !== undefined && <Failure message={problem} />}
      {lines.length === 0 ? (
        <Empty title="No log line is held that passes">
          <p>
            Every response leaves an access line, and the application’s own
            lines go the same way, in batches of up to two seconds. Send a
            request under <a href="/try">Try it</a>, or{' '}
            <a href="/logs">show all</a>.
          </p>
        </Empty>
      ) : (
        <VirtualRows
          class="log-rows"
          label="Log lines, the latest first"
          items={lines}
          rowHeight={ROW_HEIGHT}
          anchored
          keyOf={({ number }) => String(number)}
          row={(line) => (
            <Row
              key={line.number}
              line={line}
              isChosen={chosen.value?.number === line.number}
              choose={() => {
                chosen.value =
                  chosen.value?.number === line.number ? undefined : line;
              }}
            />
          )}
        />
      )}
      {chosen.value && (
        <section class="log-fields" aria-label="The chosen line">
          <p>{chosen.value.message}</p>
          <Fields caption="Fields" of={chosen.value.fields} />
        </section>
      )}
    </div>
  );
}

function Row({
  line,
  isChosen,
  choose,
}: {
  readonly line: NumberedLine;
  readonly isChosen: boolean;
  readonly choose: () => void;
}) {
  const { at, level, context, message, traceId, spanId } = line;
  return (
    <div class={`log-row ${isChosen ? 'current' : ''}`} role="listitem">
      <span class="time">{timeOfDay(at)}</span>
      <span class={`level ${level}`}>{level}</span>
      <button
        type="button"
        class="log-message"
        aria-expanded={isChosen}
        onClick={choose}
      >
        {context !== null && <b>{context} </b>}
        {message.slice(0, 500)}
      </button>
      {traceId !== null && (
        <a
          href={`/traces/${traceId}${spanId === null ? '' : `?span=${spanId}`}`}
          aria-label={`${traceId.slice(0, 8)}, the trace of the line at ${timeOfDay(at)}`}
        >
          {traceId.slice(0, 8)}
        </a>
      )}
    </div>
  );
}

function LogFilter() {
  return (
    <Filters>
      <TextFilter name="text" label="Text" />
      <ChoiceFilter name="level" label="Level" of={LEVELS} />
      <TextFilter name="trace" label="Trace" />
    </Filters>
  );
}

/** The lines that pass the filter in the address: those held by the sandbox, and those that arrive unless paused. */
function useLines(isPaused: boolean): {
  readonly lines: readonly NumberedLine[];
  readonly problem: string | undefined;
} {
  const [lines, setLines] = useState<readonly NumberedLine[]>([]);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const level = search.value.get('level') ?? '';
  const text = search.value.get('text') ?? '';
  const traceId = (search.value.get('trace') ?? '').trim();
  useEffect(() => {
    if (isPaused) return undefined;
    let current = true;
    const filter = {
      ...(level === '' ? {} : { level }),
      ...(traceId === '' ? {} : { traceId }),
      text,
    };
    const fetchLines = async (): Promise<void> => {
      const query = new URLSearchParams({ text, limit: String(MAX_LINES) });
      if (level !== '') query.set('level', level);
      if (traceId !== '') query.set('trace', traceId);
      try {
        const answer = await ask<LinesAnswer>(`/api/lines?${String(query)}`);
        if (current) setLines(numbered(answer.lines));
        if (current) setProblem(undefined);
      } catch (error) {
        if (current) setProblem(messageOf(error));
      }
    };
    void fetchLines();
    const stops = [
      onLines((arrived) =>
        setLines((held) => withArrived(held, arrived, filter)),
      ),
      onReset(() => setLines([])),
    ];
    return () => {
      current = false;
      for (const stop of stops) stop();
    };
  }, [isPaused, level, text, traceId]);
  return { lines, problem };
}
