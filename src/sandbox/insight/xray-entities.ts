import { numberOf, textOf } from '../store/members.js';
import type { JsonObject, SegmentRecord } from '../store/records.js';

/** A segment or subsegment with its place in the tree. */
export interface XRayEntity {
  readonly id: string;
  /** The segment or subsegment it is in, or names as its parent. */
  readonly parentId: string | null;
  readonly name: string;
  /** Whether it is a segment: a service's own work on a request. */
  readonly isSegment: boolean;
  /** Seconds since the epoch. */
  readonly startTime: number | null;
  /** Seconds since the epoch; `null` while it goes on. */
  readonly endTime: number | null;
  /** The document without its subsegments. */
  readonly fields: JsonObject;
  /** The document or the one around it, as it arrived. */
  readonly record: SegmentRecord;
}

/** Deepest nesting of subsegments that is followed. */
const MAX_DEPTH = 500;

/**
 * The segments and subsegments of documents, each once: what was sent of one while it went on gives way to what was sent
 * at its end.
 */
export function entitiesOf(
  segments: readonly SegmentRecord[],
): ReadonlyMap<string, XRayEntity> {
  const entities = new Map<string, XRayEntity>();
  const read = (
    document: JsonObject,
    parentId: string | null,
    record: SegmentRecord,
    depth: number,
  ): void => {
    const id = textOf(document['id'])?.toLowerCase();
    if (id === undefined || depth > MAX_DEPTH) return;
    const { subsegments, ...fields } = document;
    const known = entities.get(id);
    const endTime = numberOf(document['end_time']);
    if (!known || known.endTime === null || endTime !== null) {
      entities.set(id, {
        id,
        parentId: textOf(document['parent_id'])?.toLowerCase() ?? parentId,
        name: textOf(document['name']) ?? '',
        isSegment: depth === 0 && document['type'] !== 'subsegment',
        startTime: numberOf(document['start_time']),
        endTime,
        fields,
        record,
      });
    }
    if (!Array.isArray(subsegments)) return;
    for (const inner of subsegments) {
      if (isObject(inner)) read(inner, id, record, depth + 1);
    }
  };
  for (const record of segments) read(record.document, null, record, 0);
  return entities;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
