import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { send } from '../api/ask.js';
import { figures } from '../api/live.js';
import { count } from '../format/amounts.js';
import { Empty } from '../parts/teaching.js';
import { type RowsHandle, VirtualRows } from '../parts/virtual-rows.js';
import { now } from '../state/now.js';
import {
  allRequests,
  hold,
  letGo,
  loaded,
  paused,
  shownRequests,
  togglePause,
} from '../state/requests.js';
import { go, search } from '../state/route.js';
import { FilterForm } from './filter-form.js';
import { heard } from './heard.js';
import { filterOf, filterRequests } from './request-filter.js';
import { hrefOf, keyOf, RequestRow, rowId } from './request-row.js';

const ROW_HEIGHT = 30;
const HEADINGS = [
  'Time',
  'Method',
  'Route',
  'Status',
  'Duration',
  'User',
  'Flags',
  'Vendors',
];

/** All requests, live, with filters. */
export function RequestsView() {
  const rows = useRef<RowsHandle>(null);
  const current = useSignal<string | undefined>(undefined);
  const shown = useComputed(() =>
    filterRequests(shownRequests.value, filterOf(search.value), () => ({
      heard: heard(figures.value),
      now: now.value,
    })),
  );
  useEffect(() => letGo, []);
  const list = shown.value;
  const at =
    current.value === undefined
      ? -1
      : list.findIndex((request) => keyOf(request) === current.value);
  const move = (to: number): void => {
    const index = Math.min(Math.max(0, to), list.length - 1);
    const request = list[index];
    if (!request) return;
    current.value = keyOf(request);
    rows.current?.show(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = targetIndex(event.key, at, list.length);
    const request = list[at];
    if (target !== undefined) {
      event.preventDefault();
      move(target);
    } else if (event.key === 'Enter' && request) {
      event.preventDefault();
      go(hrefOf(request));
    }
  };
  return (
    <div class="requests-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Requests</h1>
        <p class="summary">
          {list.length === shownRequests.value.length
            ? count(list.length)
            : `${count(list.length)} of ${count(shownRequests.value.length)}`}
          {paused.value && ` · paused, ${count(arrivedSince())} new`}
          {!paused.value &&
            arrivedSince() > 0 &&
            ` · held while pointed at, ${count(arrivedSince())} new`}
        </p>
        <button
          type="button"
          aria-pressed={paused.value !== undefined}
          onClick={togglePause}
        >
          {paused.value ? 'Go on' : 'Pause'}
        </button>
        <button type="button" onClick={() => void send('POST', '/api/reset')}>
          Clear
        </button>
      </div>
      <FilterForm />
      <div class="request-table" onMouseMove={hold} onMouseLeave={letGo}>
        <div class="row head" aria-hidden="true">
          {HEADINGS.map((heading) => (
            <span key={heading} class={heading.toLowerCase()}>
              {heading}
            </span>
          ))}
        </div>
        {list.length === 0 ? (
          <NoRequests />
        ) : (
          <VirtualRows
            handle={rows}
            class="request-rows"
            role="grid"
            label="Requests, the latest first. Arrow keys move, Enter opens."
            onKeyDown={onKeyDown}
            active={current.value && rowId(current.value)}
            items={list}
            rowHeight={ROW_HEIGHT}
            anchored
            keyOf={keyOf}
            row={(request, index) => (
              <RequestRow
                key={keyOf(request)}
                request={request}
                index={index}
                isCurrent={keyOf(request) === current.value}
              />
            )}
          />
        )}
      </div>
    </div>
  );
}

/** Where a key leads in a list; `undefined` when it leads nowhere. */
function targetIndex(
  key: string,
  at: number,
  length: number,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + 20;
    case 'PageUp':
      return at - 20;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}

/** Requests that came since the list stands still. */
function arrivedSince(): number {
  return Math.max(0, allRequests.value.length - shownRequests.value.length);
}

function NoRequests() {
  if (!loaded.value) return <Empty title="Loading…" />;
  if (shownRequests.value.length > 0) {
    return (
      <Empty title="No request passes the filter">
        <p>
          <a href="/">Show all requests</a>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="No request has arrived yet">
      <p>
        Send one under <a href="/try">Try it</a>, or point any OTLP, X-Ray,
        CloudWatch Logs or Rollbar client at the addresses under{' '}
        <a href="/wires">Wires</a>. A request is here within a second of its
        telemetry.
      </p>
    </Empty>
  );
}
