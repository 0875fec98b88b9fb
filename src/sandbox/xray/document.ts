import type { z } from 'zod';
import { MAX_NESTING, nestsTooDeeply } from '../store/nesting.js';
import type { JsonObject } from '../store/records.js';
import { parseTraceId } from '../store/trace-id.js';
import type { Finding } from '../store/violation.js';
import { checkEntity, type EntityKind } from './entity.rules.js';
import {
  embeddedSubsegmentSchema,
  independentSubsegmentSchema,
  segmentSchema,
} from './segment.schema.js';

/** Largest segment document, bytes (AWS X-Ray API, PutTraceSegments: 64 kB). */
export const MAX_DOCUMENT_BYTES = 64 * 1024;

/** A segment document with what was found wrong with it. */
export interface CheckedDocument {
  /** Absent when it is no JSON object. */
  readonly document?: JsonObject;
  /** Lower-case hex, when it has a valid one. */
  readonly segmentId?: string;
  /** 32 hex digits, when it has a valid one. */
  readonly traceId?: string;
  readonly complete: boolean;
  /** Annotations in the document and all its subsegments. */
  readonly annotations: number;
  readonly findings: readonly Finding[];
}

/** Checks a segment document, subsegments at every depth included. */
export function checkDocument(text: string): CheckedDocument {
  const findings: Finding[] = [];
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_DOCUMENT_BYTES) {
    findings.push({
      rule: 'document.too-large',
      message: `The document is ${bytes} bytes; at most ${MAX_DOCUMENT_BYTES} are taken.`,
      refused: true,
    });
  }
  const document = parseObject(text);
  if (!document) {
    findings.push({
      rule: 'document.json',
      message: 'The document is not a JSON object.',
      refused: true,
    });
    return { complete: false, annotations: 0, findings };
  }
  if (nestsTooDeeply(document)) {
    findings.push({
      rule: 'document.depth',
      message: `The document nests more than ${MAX_NESTING} levels deep.`,
      refused: true,
    });
    return { complete: false, annotations: 0, findings };
  }
  const annotations = checkTree(document, findings);
  const { id, trace_id: traceIdText } = document;
  const traceId =
    typeof traceIdText === 'string' ? parseTraceId(traceIdText) : undefined;
  return {
    document,
    ...(typeof id === 'string' ? { segmentId: id.toLowerCase() } : {}),
    ...(traceId === undefined ? {} : { traceId }),
    complete: document['in_progress'] !== true,
    annotations,
    findings,
  };
}

function checkTree(root: JsonObject, findings: Finding[]): number {
  const independent = root['type'] !== undefined;
  const pending: { entity: JsonObject; schema: z.ZodType; kind: EntityKind }[] =
    [
      independent
        ? {
            entity: root,
            schema: independentSubsegmentSchema,
            kind: 'subsegment',
          }
        : { entity: root, schema: segmentSchema, kind: 'segment' },
    ];
  const ids = new Set<string>();
  let annotations = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { entity, schema, kind } = next;
    findings.push(...checkShape(entity, schema, kind));
    findings.push(...checkEntity(entity, kind));
    const id = String(entity['id']).toLowerCase();
    if (ids.has(id)) {
      findings.push({
        rule: `${kind}.id-duplicate`,
        message: `The id ${id} occurs twice.`,
        refused: false,
      });
    }
    ids.add(id);
    annotations += Object.keys(entity['annotations'] ?? {}).length;
    const children = entity['subsegments'];
    for (const child of Array.isArray(children) ? children : []) {
      if (isObject(child)) {
        pending.push({
          entity: child,
          schema: embeddedSubsegmentSchema,
          kind: 'subsegment',
        });
      } else {
        findings.push({
          rule: 'subsegment.object',
          message: 'A subsegment is not an object.',
          refused: true,
        });
      }
    }
  }
  return annotations;
}

function checkShape(
  entity: JsonObject,
  schema: z.ZodType,
  kind: EntityKind,
): Finding[] {
  const parsed = schema.safeParse(entity);
  return (parsed.error?.issues ?? []).map((issue) => {
    const field = issue.path.filter((step) => typeof step === 'string');
    return {
      rule: [kind, ...field].join('.'),
      message: `${[kind, ...issue.path].join('.')}: ${issue.message}`,
      refused: true,
    };
  });
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
