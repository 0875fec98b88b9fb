import { useSignal } from '@preact/signals';
import { type LogLine, toLogLine } from '../../insight/log-lines.js';
import type { LogEventRecord } from '../../store/records.js';
import { counted, duration } from '../format/amounts.js';
import { timeOfDay } from '../format/times.js';
import { Fields, Value } from '../parts/fields.js';
import { Empty } from '../parts/teaching.js';
import { Column } from './column.js';
import { marks, pointed, select } from './selection.js';
import type { TraceClock } from './timeline.js';

/** Lines drawn; a request with more is better read under Logs. */
const MAX_LINES = 500;

/** The log lines of the trace, on its clock. */
export function CloudWatchColumn({
  events,
  clock,
}: {
  readonly events: readonly LogEventRecord[];
  readonly clock: TraceClock;
}) {
  const lines = events.map(toLogLine).toSorted((a, b) => a.at - b.at);
  return (
    <Column
      vendor="cloudwatch"
      records={events}
      endedAt={clock.end}
      what={counted(lines.length, 'line', 'lines')}
    >
      {lines.length === 0 ? (
        <Empty title="No log line arrived">
          <p>Lines leave in batches of up to two seconds.</p>
        </Empty>
      ) : (
        <ol class="lines" tabIndex={0} aria-label="Log lines in CloudWatch">
          {lines.slice(0, MAX_LINES).map((line, index) => (
            <Line key={index} line={line} start={clock.start} />
          ))}
        </ol>
      )}
      {lines.length > MAX_LINES && (
        <p>
          The first {MAX_LINES}. <a href="/logs">All under Logs</a>
        </p>
      )}
    </Column>
  );
}

/** A line's time has milliseconds only: what is within one of the beginning is at it. */
function offset(ms: number): string {
  return ms < 0 && ms > -1 ? '+0 ms' : `${ms < 0 ? '' : '+'}${duration(ms)}`;
}

function Line({
  line,
  start,
}: {
  readonly line: LogLine;
  readonly start: number;
}) {
  const isOpen = useSignal(false);
  const { spanId, level, message, context, at, fields } = line;
  return (
    <li
      class={`line ${level} ${marks(spanId)}`}
      data-span={spanId}
      onMouseEnter={() => {
        pointed.value = spanId;
      }}
      onMouseLeave={() => {
        pointed.value = null;
      }}
    >
      <button
        type="button"
        class="line-head"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
          if (isOpen.value && spanId !== null) select(spanId);
        }}
      >
        <span class="offset" title={timeOfDay(at)}>
          {offset(at - start)}
        </span>
        <span class={`level ${level}`}>{level}</span>
        <span class="message">
          {context !== null && <b>{context} </b>}
          <span>{message.slice(0, 300)}</span>
        </span>
      </button>
      {isOpen.value && (
        <>
          {message.length > 300 && (
            <p class="whole">
              <Value of={message} />
            </p>
          )}
          <Fields caption="Fields" of={fields} />
        </>
      )}
    </li>
  );
}
