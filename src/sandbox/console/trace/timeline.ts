import type { XRayEntity } from '../../insight/xray-entities.js';
import type { OtlpSpan } from '../../store/records.js';
import { statusOf } from '../../store/request-facts.js';
import { hasFailed, toMilliseconds } from '../../store/span-facts.js';
import type { TraceView } from '../../store/views.js';

/** An operation on a timeline: a span, a segment or a subsegment. Times are milliseconds since the epoch. */
export interface Operation {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly start: number;
  /** `null` while it goes on. */
  readonly end: number | null;
  /** How it went, when not well: `error`, `fault`, `throttle`. */
  readonly trouble: string | null;
}

/** An operation in its place in the tree. */
export interface TimelineRow extends Operation {
  readonly depth: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Milliseconds in which none of the operations it began went on. */
  readonly self: number;
}

/** A span as an operation. */
export function ofSpan(span: OtlpSpan): Operation {
  return {
    id: span.spanId,
    parentId: span.parentSpanId ?? null,
    name: span.name,
    start: toMilliseconds(span.startTimeUnixNano),
    end: toMilliseconds(span.endTimeUnixNano),
    trouble: hasFailed(span) ? 'error' : null,
  };
}

/** A segment or subsegment as an operation. */
export function ofEntity(entity: XRayEntity): Operation {
  const status = statusOf(entity.fields);
  return {
    id: entity.id,
    parentId: entity.parentId,
    name: entity.name,
    start: (entity.startTime ?? 0) * 1_000,
    end: entity.endTime === null ? null : entity.endTime * 1_000,
    trouble: status === 'ok' ? null : status,
  };
}

/**
 * Lays operations out as a tree, children by their beginning; those whose parent is not among them are roots. Of those
 * that are each other's parents in a circle the first to begin is one.
 */
export function layOut(operations: readonly Operation[]): TimelineRow[] {
  const known = new Set(operations.map(({ id }) => id));
  const children = Map.groupBy(operations, ({ id, parentId }) =>
    parentId !== null && parentId !== id && known.has(parentId)
      ? parentId
      : null,
  );
  const byStart = (of: string | null): Operation[] =>
    (children.get(of) ?? []).toSorted((a, b) => a.start - b.start);
  const rows: TimelineRow[] = [];
  const drawn = new Set<string>();
  const inCircles = operations.toSorted((a, b) => b.start - a.start);
  const pending = [...inCircles, ...byStart(null).toReversed()].map(
    (operation) => ({ operation, depth: 0 }),
  );
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { operation, depth } = next;
    if (drawn.has(operation.id)) continue;
    drawn.add(operation.id);
    const inner = byStart(operation.id);
    const duration = Math.max(
      0,
      (operation.end ?? operation.start) - operation.start,
    );
    rows.push({
      ...operation,
      depth,
      duration,
      self: Math.max(0, duration - covered(operation, inner)),
    });
    for (const child of inner.toReversed()) {
      pending.push({ operation: child, depth: depth + 1 });
    }
  }
  return rows;
}

/** Milliseconds of an operation in which at least one of those it began went on. */
function covered(
  { start, end }: Operation,
  inner: readonly Operation[],
): number {
  const last = end ?? start;
  let reached = start;
  let sum = 0;
  for (const child of inner) {
    const from = Math.max(reached, child.start);
    const to = Math.min(last, child.end ?? last);
    if (to > from) {
      sum += to - from;
      reached = to;
    }
  }
  return sum;
}

/** The clock of a trace: its first beginning and its last end by any vendor's account, milliseconds since the epoch. */
export interface TraceClock {
  readonly start: number;
  readonly end: number;
}

/** Reads the clock. */
export function clockOf(
  { cloudwatch }: TraceView,
  operations: readonly Operation[],
): TraceClock {
  const starts = operations.map(({ start }) => start);
  const ends = operations.map(({ start, end }) => end ?? start);
  const lines = cloudwatch.events.map(({ timestamp }) => timestamp);
  const some = starts.length > 0 ? starts : lines;
  const start = some.reduce((a, b) => Math.min(a, b), Infinity);
  const end = [...ends, ...lines].reduce((a, b) => Math.max(a, b), 0);
  return Number.isFinite(start)
    ? { start, end: Math.max(end, start) }
    : { start: 0, end: 0 };
}
