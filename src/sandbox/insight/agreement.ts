import { memberOf, numberOf, textOf } from '../store/members.js';
import type { ItemRecord, LogEventRecord, OtlpSpan } from '../store/records.js';
import { isServerSpan } from '../store/span-facts.js';
import { type Vendor, VENDORS } from '../store/vendor.js';
import type { TraceView } from '../store/views.js';
import {
  type RequestFacts,
  toldByDocument,
  toldByLine,
  toldByOccurrence,
  toldBySpan,
} from '../store/request-facts.js';
import { entitiesOf, type XRayEntity } from './xray-entities.js';

/** One field of one operation as each vendor that speaks of it tells it. */
export interface Comparison {
  /** What is compared, for a person: `status`, `start`, `duration`, `route`, `span id`. */
  readonly field: string;
  /** Whose it is: the span's name. */
  readonly of: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly unit: 'ms' | null;
  /** The value by vendor; a vendor that does not speak of it is absent. A start is milliseconds since the epoch. */
  readonly values: Readonly<Partial<Record<Vendor, string | number>>>;
  /** Whether all who speak of it say the same. */
  readonly agrees: boolean;
}

/** What the vendors say of a trace, compared. */
export interface Agreement {
  /** What was compared of each request, and of every other operation what differs. */
  readonly comparisons: readonly Comparison[];
  /** Operations that both Honeycomb and X-Ray have under one id. */
  readonly twins: number;
  /** Span ids that Honeycomb has and X-Ray has not; empty while either has nothing. */
  readonly missingInXRay: readonly string[];
  /** Ids of segments that X-Ray has and Honeycomb has not; empty while either has nothing. */
  readonly missingInOtlp: readonly string[];
  /** Whether nothing differs and nothing is missing. */
  readonly agrees: boolean;
}

/**
 * Milliseconds by which two tellings of one time may differ. X-Ray tells microseconds in a double, a log line
 * milliseconds, rounded or cut.
 */
const TOLERANCE_MS = 1.5;
/** Operations named as missing, or as differing, at most. */
const MAX_NAMED = 200;

/** What X-Ray says of an operation, by a document or by a span that came to its OTLP endpoint. */
interface ToldByXRay {
  readonly name: string;
  readonly facts: RequestFacts;
}

const FIELDS: readonly {
  readonly name: string;
  readonly fact: keyof RequestFacts;
  readonly unit: 'ms' | null;
}[] = [
  { name: 'trace id', fact: 'traceId', unit: null },
  { name: 'span id', fact: 'spanId', unit: null },
  { name: 'parent', fact: 'parentId', unit: null },
  { name: 'method', fact: 'method', unit: null },
  { name: 'route', fact: 'route', unit: null },
  { name: 'path', fact: 'path', unit: null },
  { name: 'status', fact: 'status', unit: null },
  { name: 'start', fact: 'start', unit: 'ms' },
  { name: 'duration', fact: 'duration', unit: 'ms' },
  { name: 'failed', fact: 'failed', unit: null },
];

/**
 * Compares what the vendors say of a trace, field by field. Independent of who sent it: it reads the stable HTTP
 * conventions, X-Ray's document schema, and the log fields and occurrence that say the same.
 */
export function compareVendors(trace: TraceView): Agreement {
  const spans = new Map(
    trace.otlp.spans.map(({ span }) => [span.spanId, span]),
  );
  const entities = entitiesOf(trace.xray.segments);
  const xray = new Map<string, ToldByXRay>([
    ...[...entities].map(([id, entity]): [string, ToldByXRay] => [
      id,
      { name: entity.name, facts: factsOf(entity) },
    ]),
    ...trace.xray.spans.map(({ span }): [string, ToldByXRay] => [
      span.spanId,
      { name: span.name, facts: toldBySpan(span) },
    ]),
  ]);
  const requests = new Set([
    ...[...spans.values()].filter(isServerSpan).map(({ spanId }) => spanId),
    ...[...entities.values()]
      .filter(({ isSegment }) => isSegment)
      .map(({ id }) => id),
    ...trace.xray.spans
      .filter(({ span }) => isServerSpan(span))
      .map(({ span }) => span.spanId),
  ]);
  const comparisons = [...requests].flatMap((id) =>
    compareRequest(trace, spans.get(id), xray.get(id), id, requests.size === 1),
  );
  const differing = [...spans.values()]
    .filter(({ spanId }) => !requests.has(spanId))
    .flatMap((span) => compareOperation(span, xray.get(span.spanId), spans))
    .slice(0, MAX_NAMED);
  const both = spans.size > 0 && xray.size > 0;
  const spanIds = [...spans.keys()];
  const missingInXRay = both ? spanIds.filter((id) => !xray.has(id)) : [];
  const missingInOtlp = both
    ? [...xray.keys()].filter((id) => !spans.has(id))
    : [];
  return {
    comparisons: [...comparisons, ...differing],
    twins: spanIds.filter((id) => xray.has(id)).length,
    missingInXRay: missingInXRay.slice(0, MAX_NAMED),
    missingInOtlp: missingInOtlp.slice(0, MAX_NAMED),
    agrees:
      comparisons.every(({ agrees }) => agrees) &&
      differing.length === 0 &&
      missingInXRay.length === 0 &&
      missingInOtlp.length === 0,
  };
}

/** What a segment or subsegment says, with what the document around it says of it. */
function factsOf({ id, parentId, fields, record }: XRayEntity): RequestFacts {
  const { traceId } = toldByDocument(record.document);
  return { ...toldByDocument(fields), traceId, spanId: id, parentId };
}

function compareRequest(
  trace: TraceView,
  span: OtlpSpan | undefined,
  xray: ToldByXRay | undefined,
  spanId: string,
  isOnly: boolean,
): Comparison[] {
  const line = accessLineOf(trace, spanId, isOnly);
  const item = occurrenceOf(trace, spanId, isOnly);
  return compareFacts(span?.name ?? xray?.name ?? 'request', spanId, {
    otlp: span && toldBySpan(span),
    xray: xray?.facts,
    cloudwatch: line && toldByLine(line),
    rollbar: item && toldByOccurrence(item),
  });
}

/** What differs between a span and its subsegment. HTTP facts of outgoing calls are told in too many ways to compare. */
function compareOperation(
  span: OtlpSpan,
  told: ToldByXRay | undefined,
  spans: ReadonlyMap<string, OtlpSpan>,
): Comparison[] {
  if (!told) return [];
  const { facts: xray } = told;
  // A subsegment hangs below the nearest operation that had been sent when it was: its parent, or one above.
  const isBelow = ancestorsOf(span, spans).has(xray.parentId ?? '');
  return compareFacts(span.name, span.spanId, {
    otlp: toldBySpan(span),
    xray: {
      ...xray,
      parentId: isBelow ? (span.parentSpanId ?? null) : xray.parentId,
    },
  }).filter(
    ({ field, agrees }) =>
      !agrees && ['start', 'duration', 'parent'].includes(field),
  );
}

function ancestorsOf(
  span: OtlpSpan,
  spans: ReadonlyMap<string, OtlpSpan>,
): ReadonlySet<string> {
  const ancestors = new Set<string>();
  let parent = span.parentSpanId;
  while (parent !== undefined && !ancestors.has(parent)) {
    ancestors.add(parent);
    parent = spans.get(parent)?.parentSpanId;
  }
  return ancestors;
}

function compareFacts(
  of: string,
  spanId: string,
  told: Readonly<Partial<Record<Vendor, RequestFacts | undefined>>>,
): Comparison[] {
  return FIELDS.flatMap(({ name, fact, unit }) => {
    const values: Partial<Record<Vendor, string | number>> = {};
    for (const vendor of VENDORS) {
      const value = told[vendor]?.[fact] ?? null;
      if (value !== null) values[vendor] = value;
    }
    return Object.keys(values).length === 0
      ? []
      : [
          {
            field: name,
            of,
            spanId,
            unit,
            values,
            agrees: agree(values, unit),
          },
        ];
  });
}

function agree(
  values: Readonly<Partial<Record<Vendor, string | number>>>,
  unit: 'ms' | null,
): boolean {
  const all = Object.values(values);
  if (unit === null) return new Set(all).size <= 1;
  const numbers = all.filter((value) => typeof value === 'number');
  return (
    numbers.length < 2 ||
    Math.max(...numbers) - Math.min(...numbers) <= TOLERANCE_MS
  );
}

/**
 * The line written after the response: it has a method and a status, and the server span's id where it has any.
 *
 * @param isOnly whether the trace has no other request that the line may be of
 */
function accessLineOf(
  { cloudwatch }: TraceView,
  spanId: string,
  isOnly: boolean,
): LogEventRecord | undefined {
  const lines = cloudwatch.events.filter(
    ({ fields }) =>
      textOf(fields?.['method']) !== null &&
      numberOf(fields?.['status']) !== null,
  );
  return (
    lines.find(({ fields }) => fields?.['span_id'] === spanId) ??
    (isOnly && lines.length === 1 ? lines[0] : undefined)
  );
}

/** The occurrence that names the server span; of the only request of a trace, any. */
function occurrenceOf(
  { rollbar }: TraceView,
  spanId: string,
  isOnly: boolean,
): ItemRecord | undefined {
  return (
    rollbar.items.find(
      ({ data }) => memberOf(data, 'custom', 'span_id') === spanId,
    ) ?? (isOnly ? rollbar.items[0] : undefined)
  );
}
