import type { SegmentRecord } from '../../src/sandbox/index.js';

type JsonObject = Readonly<SegmentRecord['document']>;

/** A segment or subsegment, wherever it came from: nested in another document or in a datagram of its own. */
export interface XRayEntity {
  readonly document: JsonObject;
  /** Id of what it nests in, or of its `parent_id`. */
  readonly parentId: string | undefined;
}

/** Everything that X-Ray has of a trace, segments first; documents that only announce a segment are left out. */
export function xrayEntities(segments: readonly SegmentRecord[]): XRayEntity[] {
  return segments
    .map(({ document }) => document)
    .filter((document) => document['in_progress'] !== true)
    .toSorted(
      (one, other) => Number(isSubsegment(one)) - Number(isSubsegment(other)),
    )
    .flatMap((document) => entitiesIn(document, textOf(document['parent_id'])));
}

/** Whether a document is a subsegment that was sent alone. */
export function isSubsegment(document: JsonObject): boolean {
  return document['type'] === 'subsegment';
}

/** The documents nested in a segment or subsegment, in the order in which they began. */
export function subsegmentsOf({ subsegments }: JsonObject): JsonObject[] {
  return Array.isArray(subsegments)
    ? subsegments.toSorted(
        (one, other) => Number(one['start_time']) - Number(other['start_time']),
      )
    : [];
}

function entitiesIn(
  document: JsonObject,
  parentId: string | undefined,
): XRayEntity[] {
  return [
    { document, parentId },
    ...subsegmentsOf(document).flatMap((child) =>
      entitiesIn(child, textOf(document['id'])),
    ),
  ];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
