import { figures } from '../api/live.js';
import { duration } from '../format/amounts.js';
import { timeOfDay } from '../format/times.js';
import { VENDOR_NAMES, VENDORS } from '../format/vendors.js';
import { now } from '../state/now.js';
import { go } from '../state/route.js';
import type { RequestSummary } from '../../store/views.js';
import { type Flag, flagsOf, missingVendors } from './request-filter.js';
import { heard } from './heard.js';

const FLAG_TEXTS: Readonly<Record<Flag, string>> = {
  error: 'failed',
  slow: 'slow',
  violation: 'violation',
  missing: 'missing',
};

/** A key for a request, unlike any other's. */
export function keyOf({ traceId, spanId }: RequestSummary): string {
  return `${traceId}-${spanId ?? ''}`;
}

/** Id of the row of the request with that key. */
export function rowId(key: string): string {
  return `request-${key}`;
}

/** The address of a request's view. */
export function hrefOf({ traceId, spanId }: RequestSummary): string {
  return `/traces/${traceId}${spanId === null ? '' : `?span=${spanId}`}`;
}

/** One request in the list. */
export function RequestRow({
  request,
  index,
  isCurrent,
}: {
  readonly request: RequestSummary;
  readonly index: number;
  readonly isCurrent: boolean;
}) {
  const { method, route, path, name, status, durationMs, user } = request;
  return (
    <div
      id={rowId(keyOf(request))}
      class={`row request ${isCurrent ? 'current' : ''}`}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isCurrent}
      onClick={({ target }) => {
        const isLink = target instanceof Element && target.closest('a');
        if (!isLink) go(hrefOf(request));
      }}
    >
      <span role="gridcell" class="time">
        {timeOfDay(request.time)}
      </span>
      <span role="gridcell" class="method">
        {method ?? ''}
      </span>
      <span role="gridcell" class="route">
        <a href={hrefOf(request)} tabIndex={-1} title={path ?? name}>
          {route ?? path ?? name}
        </a>
      </span>
      <span role="gridcell" class={`status ${statusClass(request)}`}>
        {status ?? '–'}
      </span>
      <span role="gridcell" class="duration">
        {durationMs === null ? '–' : duration(durationMs)}
      </span>
      <span role="gridcell" class="user">
        {user ?? ''}
      </span>
      <span role="gridcell" class="flags">
        <Flags request={request} />
      </span>
      <span role="gridcell" class="vendors">
        <Vendors request={request} />
      </span>
    </div>
  );
}

function Flags({ request }: { readonly request: RequestSummary }) {
  const flags = flagsOf(request, heard(figures.value), now.value);
  return (
    <>
      {flags.map((flag) => (
        <span key={flag} class={`flag ${flag}`}>
          {flag === 'missing' ? missingText(request) : FLAG_TEXTS[flag]}
        </span>
      ))}
    </>
  );
}

function missingText(request: RequestSummary): string {
  const missing = missingVendors(request, heard(figures.value), now.value);
  return `not in ${missing.map((vendor) => VENDOR_NAMES[vendor]).join(', ')}`;
}

/** A dot for each vendor that has the request. */
function Vendors({ request }: { readonly request: RequestSummary }) {
  const having = VENDORS.filter((vendor) => request.vendors[vendor]);
  return (
    <span
      role="img"
      aria-label={`in ${having.map((vendor) => VENDOR_NAMES[vendor]).join(', ')}`}
    >
      {VENDORS.map((vendor) => (
        <i
          key={vendor}
          class={`dot ${vendor} ${request.vendors[vendor] ? 'full' : 'void'}`}
        />
      ))}
    </span>
  );
}

/** How a status is coloured. */
export function statusClass({
  status,
  error,
}: Pick<RequestSummary, 'status' | 'error'>): string {
  if (error || (status ?? 0) >= 500) return 'error';
  return (status ?? 0) >= 400 ? 'warn' : 'ok';
}
