import { useEffect, useMemo, useState } from 'preact/hooks';
import type { TraceAnswer } from '../../query/query.types.js';
import { parseTraceId } from '../../store/trace-id.js';
import type { RequestSummary } from '../../store/views.js';
import { ask, AskError, messageOf } from '../api/ask.js';
import { onReset, onTrace } from '../api/live.js';
import { duration } from '../format/amounts.js';
import { dateAndTime } from '../format/times.js';
import { Empty, Failure } from '../parts/teaching.js';
import { statusClass } from '../requests/request-row.js';
import { CloudWatchColumn } from './cloudwatch-column.js';
import { HoneycombColumn } from './honeycomb-column.js';
import { IdsBar } from './ids-bar.js';
import { RollbarColumn } from './rollbar-column.js';
import { layOutTrace } from './told-trace.js';
import { Verdict } from './verdict.js';
import { XRayColumn } from './xray-column.js';

/** How long more of a trace is waited for before it is asked for anew, milliseconds. */
const SETTLE_MS = 250;

type State =
  | { readonly is: 'loading' }
  | { readonly is: 'absent' }
  | { readonly is: 'failed'; readonly problem: string }
  | { readonly is: 'there'; readonly trace: TraceAnswer };

/** One request as each of the four vendors tells it, side by side. */
export function TraceView({ traceId }: { readonly traceId: string }) {
  const state = useTrace(traceId);
  const request = state.is === 'there' ? state.trace.requests[0] : undefined;
  return (
    <div class="trace-view">
      <div class="view-head">
        <h1 tabIndex={-1}>{request?.name ?? TITLES[state.is]}</h1>
        {request && <Summary of={request} />}
      </div>
      {state.is === 'failed' && <Failure message={state.problem} />}
      {state.is === 'absent' && (
        <Empty title={traceId}>
          <p>
            It has not arrived yet, was not sampled, or has left memory to make
            room. This page fills as soon as something arrives.
          </p>
        </Empty>
      )}
      {state.is === 'there' && <Trace trace={state.trace} />}
    </div>
  );
}

const TITLES = {
  loading: 'Loading…',
  absent: 'Nothing is held of this trace',
  failed: 'Trace',
  there: 'Trace',
} as const;

function Summary({ of }: { readonly of: RequestSummary }) {
  const { status, durationMs, time, user } = of;
  return (
    <p class="summary">
      <b class={statusClass(of)}>{status ?? 'no status'}</b>
      {durationMs !== null && ` · ${duration(durationMs)}`}
      {` · ${dateAndTime(time)}`}
      {user !== null && ` · ${user}`}
    </p>
  );
}

function Trace({ trace }: { readonly trace: TraceAnswer }) {
  const told = useMemo(() => layOutTrace(trace), [trace]);
  const { clock } = told;
  return (
    <>
      <IdsBar trace={trace} />
      <Verdict trace={trace} />
      <div class="columns">
        <HoneycombColumn spans={trace.otlp.spans} told={told} />
        <XRayColumn
          segments={trace.xray.segments}
          spans={trace.xray.spans}
          told={told}
        />
        <CloudWatchColumn events={trace.cloudwatch.events} clock={clock} />
        <RollbarColumn items={trace.rollbar.items} clock={clock} />
      </div>
    </>
  );
}

/** Asks for a trace, and again whenever more of it arrives. */
function useTrace(traceId: string): State {
  const [state, setState] = useState<State>({ is: 'loading' });
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchTrace = async (): Promise<void> => {
      timer = undefined;
      const next = await traceState(traceId);
      if (current) setState(next);
    };
    const soon = (): void => {
      timer ??= setTimeout(() => void fetchTrace(), SETTLE_MS);
    };
    void fetchTrace();
    const stops = [
      onTrace(parseTraceId(traceId) ?? traceId, soon),
      onReset(soon),
    ];
    return () => {
      current = false;
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [traceId]);
  return state;
}

async function traceState(traceId: string): Promise<State> {
  try {
    const trace = await ask<TraceAnswer>(
      `/api/traces/${encodeURIComponent(traceId)}`,
    );
    return { is: 'there', trace };
  } catch (error) {
    return error instanceof AskError && error.code === 'TRACE_UNKNOWN'
      ? { is: 'absent' }
      : { is: 'failed', problem: messageOf(error) };
  }
}
