import type {
  RecordsAnswer,
  TraceView,
  Vendor,
} from '../../../src/sandbox/index.js';
import { requestRecords } from '../agreement/request-story.js';
import { field } from '../field.js';
import { spelledFor, type Way } from './ways.js';

type Found = RecordsAnswer['records'];
type Clue = Readonly<Record<string, unknown>>;

/**
 * Goes a way with nothing in hand but the one record that `from` shows of the request.
 *
 * @param queryUrl origin of the sandbox's query API
 * @param view all that arrived of the request's trace
 * @returns what `to` finds; undefined where `from` has no such record or the record no such id
 */
export async function walk(
  queryUrl: string,
  { from, take, to, ask }: Way,
  view: TraceView,
): Promise<Found | undefined> {
  const clue = clueOf(view, from.vendor);
  const id = field(clue, take.name) ?? field(clue, ...take.name.split('.'));
  return typeof id === 'string'
    ? askFor(queryUrl, to.vendor, ask.name, spelledFor(ask, id))
    : undefined;
}

/** What a vendor finds by one field. */
export async function askFor(
  queryUrl: string,
  vendor: Vendor,
  name: string,
  value: string,
): Promise<Found> {
  const query = new URLSearchParams({ vendor, field: name, value });
  const response = await fetch(`${queryUrl}/api/records?${String(query)}`);
  const { records }: RecordsAnswer = JSON.parse(await response.text());
  return records;
}

/** Every record that a vendor has of a trace. */
export function recordsIn(view: TraceView, vendor: Vendor): Found {
  const records: Readonly<Record<Vendor, Found>> = {
    otlp: view.otlp.spans,
    xray: view.xray.segments,
    cloudwatch: view.cloudwatch.events,
    rollbar: view.rollbar.items,
  };
  return records[vendor];
}

/** What somebody sees who holds the request's record of one vendor. */
function clueOf(view: TraceView, vendor: Vendor): Clue | undefined {
  const {
    servers: [server],
    segments: [segment],
    access: [access],
  } = requestRecords(view);
  const clues: Readonly<Record<Vendor, Clue | undefined>> = {
    otlp: server && { ...server.attributes, 'trace.trace_id': server.traceId },
    xray: segment,
    cloudwatch: access,
    rollbar: view.rollbar.items[0]?.data,
  };
  return clues[vendor];
}
