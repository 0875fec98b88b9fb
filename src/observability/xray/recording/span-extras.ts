import type { OutcomeFlags, SqlBlock } from '../document/segment-document.js';

/** What X-Ray's recording API knows of a span beyond its attributes. */
export interface SpanExtras {
  /** Attribute keys that are annotations. */
  readonly annotations: Set<string>;
  /** Copies, by namespace and key. */
  readonly metadata: Map<string, Map<string, unknown>>;
  /** Bytes of the metadata, estimated. */
  bytes: number;
  flags: OutcomeFlags;
  namespace?: 'aws' | 'remote';
  sql?: SqlBlock;
  aws?: Record<string, unknown>;
  precursorIds?: readonly string[];
}

/** Kept beside the span, which is the object that the trace record holds too, and gone with it. */
const extras = new WeakMap<object, SpanExtras>();

export function extrasOf(span: object): SpanExtras | undefined {
  return extras.get(span);
}

/** The extras of a span, begun when there are none yet. */
export function openExtras(span: object): SpanExtras {
  let found = extras.get(span);
  if (found === undefined) {
    found = {
      annotations: new Set(),
      metadata: new Map(),
      bytes: 0,
      flags: {},
    };
    extras.set(span, found);
  }
  return found;
}
