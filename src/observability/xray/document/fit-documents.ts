import type { DocumentNode } from './segment-document.js';
import { shortenDocument } from './shorten-document.js';

/**
 * Bytes of one document. The service takes 64 kB a document, and a datagram holds 65,507 bytes; read as 64,000 both hold.
 * Source: AWS X-Ray developer guide, "X-Ray segment documents".
 */
export const MAX_DOCUMENT_BYTES = 64_000;

/** Room for what an independent subsegment adds: type, trace id and parent id. */
const ENVELOPE_BYTES = 128;
const MAX_EMBEDDED_BYTES = MAX_DOCUMENT_BYTES - ENVELOPE_BYTES;

export interface DocumentPlace {
  /** X-Ray's spelling. */
  readonly traceId: string;
  /** Given for an independent subsegment. */
  readonly parentId?: string;
}

/** The most bytes that a UTF-16 unit takes in UTF-8. */
const BYTES_OF_UNIT = 3;

/** Subsegments of a document that may be too large to be written whole. */
const MANY = 100;

interface Written {
  readonly json: string;
  readonly bytes: number;
}

/**
 * Writes a document with what nests in it. Where that exceeds the size of one document, the largest subsegments leave it
 * and are written as independent ones, which the service puts back by their parent's id.
 *
 * @returns JSON, the document itself first
 */
export function fitDocuments(
  node: DocumentNode,
  place: DocumentPlace,
): readonly string[] {
  const detached: string[] = [];
  const json = writeWhole(node) ?? write(node, place.traceId, detached).json;
  const own =
    place.parentId === undefined
      ? json
      : independent(json, place.traceId, place.parentId);
  return [own, ...detached];
}

/** @returns undefined where it may be too large, by the number of its characters */
function writeWhole(node: DocumentNode): string | undefined {
  if (subsegmentsOf(node) > MANY) {
    return undefined;
  }
  const json = JSON.stringify(nested(node));
  return json.length * BYTES_OF_UNIT > MAX_EMBEDDED_BYTES ? undefined : json;
}

/** Of all generations; counts little more than `MANY`. */
function subsegmentsOf({ children }: DocumentNode): number {
  let count = children.length;
  for (const child of children) {
    if (count > MANY) {
      break;
    }
    count += subsegmentsOf(child);
  }
  return count;
}

function nested({ document, children }: DocumentNode): object {
  return children.length === 0
    ? document
    : { ...document, subsegments: children.map(nested) };
}

function write(
  node: DocumentNode,
  traceId: string,
  detached: string[],
): Written {
  const own = shortenDocument(node.document, MAX_EMBEDDED_BYTES);
  if (node.children.length === 0) {
    return own;
  }
  const kept: Written[] = [];
  let bytes = own.bytes + ',"subsegments":[]'.length;
  for (const child of node.children) {
    const written = write(child, traceId, detached);
    kept.push(written);
    bytes += written.bytes + 1;
  }
  if (bytes > MAX_EMBEDDED_BYTES) {
    // Largest first, so that as few as possible leave.
    kept.sort((left, right) => left.bytes - right.bytes);
    while (bytes > MAX_EMBEDDED_BYTES) {
      const largest = kept.pop();
      if (largest === undefined) {
        return own;
      }
      bytes -= largest.bytes + 1;
      detached.push(independent(largest.json, traceId, node.document.id));
    }
  }
  if (kept.length === 0) {
    return own;
  }
  const subsegments = kept.map(({ json }) => json).join(',');
  return {
    json: `${own.json.slice(0, -1)},"subsegments":[${subsegments}]}`,
    bytes,
  };
}

function independent(json: string, traceId: string, parentId: string): string {
  return `{"type":"subsegment","trace_id":"${traceId}","parent_id":"${parentId}",${json.slice(1)}`;
}
