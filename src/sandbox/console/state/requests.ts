import { computed, signal } from '@preact/signals';
import type { LiveRequests } from '../../query/query.types.js';
import type { RequestSummary } from '../../store/views.js';

/** How often the list is made anew while requests arrive, milliseconds. */
const RENEW_EVERY_MS = 150;

const byTrace = new Map<string, readonly RequestSummary[]>();
const version = signal(0);
/** How long a pointer that rests holds the list, milliseconds. */
const HOLD_MS = 2_000;
let release: ReturnType<typeof setTimeout> | undefined;
let renewal: ReturnType<typeof setTimeout> | undefined;

/** Whether the first list has come. */
export const loaded = signal(false);

/** Everything held, the latest to begin first. */
export const allRequests = computed<readonly RequestSummary[]>(() => {
  void version.value;
  return [...byTrace.values()].flat().toSorted(latestFirst);
});

/** The list as it was when it was paused; `undefined` while it is live. */
export const paused = signal<readonly RequestSummary[] | undefined>(undefined);

const held = signal<readonly RequestSummary[] | undefined>(undefined);

/** What the list shows. */
export const shownRequests = computed(
  () => paused.value ?? held.value ?? allRequests.value,
);

/** Holds the list while the pointer moves over it, and a little longer, so that no row moves away from under it. */
export function hold(): void {
  if (allRequests.value.length === 0) return;
  held.value ??= allRequests.value;
  clearTimeout(release);
  release = setTimeout(letGo, HOLD_MS);
}

/** Lets the list go on. */
export function letGo(): void {
  clearTimeout(release);
  held.value = undefined;
}

/** Stops the list, or lets it go on. */
export function togglePause(): void {
  paused.value = paused.value ? undefined : allRequests.value;
}

/** Takes the whole list. */
export function takeAll(requests: readonly RequestSummary[]): void {
  byTrace.clear();
  for (const [traceId, of] of Map.groupBy(
    requests,
    (request) => request.traceId,
  )) {
    byTrace.set(traceId, of);
  }
  loaded.value = true;
  version.value += 1;
}

/** Takes what changed. */
export function takeChanges({ traces, forgotten }: LiveRequests): void {
  for (const traceId of forgotten) byTrace.delete(traceId);
  for (const { traceId, requests } of traces) {
    if (requests.length > 0) byTrace.set(traceId, requests);
    else byTrace.delete(traceId);
  }
  renewal ??= setTimeout(() => {
    renewal = undefined;
    version.value += 1;
  }, RENEW_EVERY_MS);
}

/** Forgets the list, as the sandbox did. */
export function forgetAll(): void {
  byTrace.clear();
  paused.value = undefined;
  held.value = undefined;
  version.value += 1;
}

function latestFirst(a: RequestSummary, b: RequestSummary): number {
  return a.time < b.time ? 1 : a.time > b.time ? -1 : 0;
}
