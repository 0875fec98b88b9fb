import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import {
  annotationsOf,
  toXRayTraceId,
  type TraceRecord,
} from '../../request/index.js';
import { extrasOf } from '../recording/span-extras.js';
import { annotationBlockOf } from './annotation-block.js';
import { AnnotationBudgets } from './annotation-budgets.js';
import { causeOf } from './cause-block.js';
import { detachDeepSpans, MAX_NESTED } from './detach-deep-spans.js';
import { epochSeconds } from './epoch-seconds.js';
import { fitDocuments } from './fit-documents.js';
import { httpBlockOf } from './http-block.js';
import { legalName } from './legal-name.js';
import { metadataBlockOf } from './metadata-block.js';
import { outcomeFlagsOf } from './outcome-flags.js';
import { isRemoteCall, remoteNameOf } from './remote-name.js';
import type {
  AnnouncedSegment,
  DocumentNode,
  Growing,
  SubsegmentDocument,
} from './segment-document.js';
import { type SegmentOptions, segmentBlocksOf } from './segment-blocks.js';
import type { SegmentNaming } from './segment-naming.js';
import { sqlBlockOf } from './sql-block.js';

export interface TraceEncoderOptions extends SegmentOptions {
  readonly naming: SegmentNaming;
}

/** One record's spans by parent; what has no parent among them stands under `undefined`. */
type SpanTree = ReadonlyMap<string | undefined, readonly ReadableSpan[]>;

/** Asks whether a trace has room for one more annotation. */
type Take = () => boolean;

const NO_NODES: readonly DocumentNode[] = [];
/** Spans that are sooner looked through than kept in a set. */
const FEW_SPANS = 8;

interface WorkNode extends DocumentNode {
  readonly document: Growing<SubsegmentDocument>;
}

/**
 * Makes X-Ray's documents from a trace record: a segment with its subsegments nested, or, for spans without their root,
 * independent subsegments.
 */
export class TraceEncoder {
  private readonly budgets = new AnnotationBudgets();

  constructor(private readonly options: TraceEncoderOptions) {}

  /** @returns documents as JSON, each within the service's limits; the segment first */
  encode({ spans, root }: TraceRecord): readonly string[] {
    const [first] = spans;
    if (first === undefined) {
      return [];
    }
    const { traceId } = first.spanContext();
    const take = (): boolean => this.budgets.take(traceId);
    const tree = treeOf(spans, root);
    const tops = root === undefined ? (tree.get(undefined) ?? []) : [root];
    const detached =
      spans.length > MAX_NESTED ? detachDeepSpans(tree, tops) : [];
    const xrayTraceId = toXRayTraceId(traceId);
    const documents: string[] = [];
    for (const top of tops) {
      const isSegment = top === root || top.parentSpanContext === undefined;
      const node = isSegment
        ? this.segmentNode(top, spans, tree, take)
        : subsegmentNode(top, tree, take);
      documents.push(
        ...fitDocuments(node, {
          traceId: xrayTraceId,
          ...(isSegment
            ? {}
            : { parentId: top.parentSpanContext?.spanId ?? '' }),
        }),
      );
    }
    for (const { span, parentId } of detached) {
      const node = subsegmentNode(span, tree, take);
      documents.push(...fitDocuments(node, { traceId: xrayTraceId, parentId }));
    }
    return documents;
  }

  /** A segment that is still going on, as JSON; the finished one takes its place by its id. */
  announce(root: ReadableSpan): string {
    const { attributes, kind } = root;
    const { request } = httpBlockOf(kind, attributes) ?? {};
    const announced: AnnouncedSegment = {
      name: this.options.naming.nameOf(attributes),
      id: root.spanContext().spanId,
      start_time: epochSeconds(root.startTime),
      in_progress: true,
      ...(request === undefined ? {} : { http: { request } }),
      ...segmentBlocksOf(root, [root], this.options),
    };
    return JSON.stringify(announced);
  }

  private segmentNode(
    root: ReadableSpan,
    spans: readonly ReadableSpan[],
    tree: SpanTree,
    take: Take,
  ): DocumentNode {
    const name = this.options.naming.nameOf(root.attributes);
    const { document, exception, children } = workNode(root, name, tree, take);
    const blocks = segmentBlocksOf(root, spans, this.options);
    return { document: Object.assign(document, blocks), exception, children };
  }
}

function subsegmentNode(
  span: ReadableSpan,
  tree: SpanTree,
  take: Take,
): DocumentNode {
  const { attributes, kind } = span;
  const extras = extrasOf(span);
  const isRemote = isRemoteCall(kind);
  const name = legalName(
    (isRemote ? remoteNameOf(attributes) : undefined) ?? span.name,
  );
  const namespace = extras?.namespace ?? (isRemote ? 'remote' : undefined);
  const sql = sqlBlockOf(attributes, extras?.sql);
  const { document, exception, children } = workNode(span, name, tree, take);
  if (namespace !== undefined) {
    document.namespace = namespace;
  }
  if (sql !== undefined) {
    document.sql = sql;
  }
  if (extras?.precursorIds !== undefined) {
    document.precursor_ids = extras.precursorIds;
  }
  return { document, exception, children };
}

/** What segments and subsegments have in common. */
function workNode(
  span: ReadableSpan,
  name: string,
  tree: SpanTree,
  take: Take,
): WorkNode {
  const { attributes, kind, status } = span;
  const { spanId } = span.spanContext();
  const extras = extrasOf(span);
  const annotated = annotationsOf(span);
  const annotations = annotationBlockOf(
    attributes,
    extras === undefined && annotated === undefined
      ? notAnnotated
      : (key) =>
          extras?.annotations.has(key) === true || annotated?.has(key) === true,
    take,
  );
  const below = tree.get(spanId);
  const children =
    below === undefined
      ? NO_NODES
      : below.map((child) => subsegmentNode(child, tree, take));
  const cause = causeOf(span, children);
  const http = httpBlockOf(kind, attributes);
  const metadata = metadataBlockOf(span, extras, annotations.keys, name);
  const document: Growing<SubsegmentDocument> = {
    name,
    id: spanId,
    start_time: epochSeconds(span.startTime),
    end_time: epochSeconds(span.endTime),
  };
  if (http !== undefined) {
    document.http = http;
  }
  if (extras?.aws !== undefined) {
    document.aws = extras.aws;
  }
  Object.assign(document, outcomeFlagsOf(attributes, status, extras?.flags));
  if (cause.block !== undefined) {
    document.cause = cause.block;
  }
  if (annotations.block !== undefined) {
    document.annotations = annotations.block;
  }
  if (metadata !== undefined) {
    document.metadata = metadata;
  }
  return { children, exception: cause.exception, document };
}

function notAnnotated(): boolean {
  return false;
}

/** Children by parent. A span whose parent is not in the record belongs to the root, or stands on its own without one. */
function treeOf(
  spans: readonly ReadableSpan[],
  root: ReadableSpan | undefined,
): Map<string | undefined, ReadableSpan[]> {
  const tree = new Map<string | undefined, ReadableSpan[]>();
  const ids =
    spans.length > FEW_SPANS
      ? new Set(spans.map((span) => span.spanContext().spanId))
      : undefined;
  const isAmong = (id: string): boolean =>
    ids?.has(id) ?? spans.some((span) => span.spanContext().spanId === id);
  const rootId = root?.spanContext().spanId;
  for (const span of spans) {
    if (span === root) {
      continue;
    }
    const parentId = span.parentSpanContext?.spanId;
    const above =
      parentId !== undefined && isAmong(parentId) ? parentId : rootId;
    const siblings = tree.get(above);
    if (siblings === undefined) {
      tree.set(above, [span]);
    } else {
      siblings.push(span);
    }
  }
  return tree;
}
