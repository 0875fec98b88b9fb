import { signal } from '@preact/signals';
import type {
  LiveFigures,
  LiveLines,
  LiveRequests,
  RequestsAnswer,
} from '../../query/query.types.js';
import type { LogLine } from '../../insight/log-lines.js';
import { forgetAll, takeAll, takeChanges } from '../state/requests.js';
import { ask } from './ask.js';

/** Whether events arrive: `connecting` at first, `lost` while the sandbox does not answer. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');
/** The vendors' figures and faults, as told last. */
export const figures = signal<LiveFigures | undefined>(undefined);

/** Requests fetched at first: all that the sandbox holds. */
const ALL_REQUESTS = 10_000;

type LinesListener = (lines: readonly LogLine[]) => void;
type TraceListener = () => void;
const linesListeners = new Set<LinesListener>();
const traceListeners = new Map<string, Set<TraceListener>>();
const resetListeners = new Set<() => void>();

/** Calls back with lines as they arrive; returns how to stop it. */
export function onLines(listener: LinesListener): () => void {
  linesListeners.add(listener);
  return () => linesListeners.delete(listener);
}

/** Calls back when something arrives of a trace; returns how to stop it. */
export function onTrace(traceId: string, listener: TraceListener): () => void {
  const listeners = traceListeners.get(traceId) ?? new Set();
  traceListeners.set(traceId, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) traceListeners.delete(traceId);
  };
}

/** Calls back when everything was forgotten; returns how to stop it. */
export function onReset(listener: () => void): () => void {
  resetListeners.add(listener);
  return () => resetListeners.delete(listener);
}

/** Listens to the sandbox for as long as the page is open. The browser connects again by itself. */
export function listen(): void {
  const events = new EventSource('/api/live');
  events.addEventListener('open', () => {
    connection.value = 'open';
    void fetchAll();
  });
  events.addEventListener('error', () => {
    connection.value = 'lost';
  });
  on(events, 'requests', (text) => {
    const changes: LiveRequests = JSON.parse(text);
    takeChanges(changes);
    for (const { traceId } of changes.traces) {
      for (const listener of traceListeners.get(traceId) ?? []) listener();
    }
  });
  on(events, 'lines', (text) => {
    const { lines }: LiveLines = JSON.parse(text);
    for (const listener of linesListeners) listener(lines);
  });
  on(events, 'figures', (text) => {
    const told: LiveFigures = JSON.parse(text);
    figures.value = told;
  });
  on(events, 'reset', () => {
    forgetAll();
    for (const listener of resetListeners) listener();
  });
}

async function fetchAll(): Promise<void> {
  try {
    const { requests } = await ask<RequestsAnswer>(
      `/api/requests?limit=${ALL_REQUESTS}`,
    );
    takeAll(requests);
  } catch {
    connection.value = 'lost';
  }
}

function on(
  events: EventSource,
  name: string,
  take: (text: string) => void,
): void {
  events.addEventListener(name, (event: MessageEvent<string>) => {
    take(event.data);
  });
}
