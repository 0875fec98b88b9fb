import { firstText } from '../store/members.js';
import type { Attributes, SpanRecord } from '../store/records.js';
import {
  durationOf,
  hasFailed,
  isServerSpan,
  toMilliseconds,
} from '../store/span-facts.js';

/** A service, a database, another host, or the callers from outside. */
export interface MapNode {
  readonly id: string;
  readonly name: string;
  readonly type: 'callers' | 'service' | 'database' | 'remote' | 'queue';
}

/** Calls from one node to another. */
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly errors: number;
  /** Sum of the calls' durations, milliseconds. */
  readonly totalMs: number;
}

/** Who calls whom, by the spans held. */
export interface ServiceMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Seconds between the first and the last call, at least one. */
  readonly seconds: number;
}

/** `SPAN_KIND_CLIENT` and `SPAN_KIND_PRODUCER` in OTLP's `trace.proto`. */
const CLIENT_KINDS: ReadonlySet<number> = new Set([3, 4]);
/** Nodes drawn; calls to further ones are not. */
const MAX_NODES = 60;

const CALLERS: MapNode = { id: 'callers', name: 'callers', type: 'callers' };

/** Draws the map of spans: an edge for each call that a client span tells of, or a server span that another service's span began. */
export function mapServices(spans: readonly SpanRecord[]): ServiceMap {
  const nodes = new Map<string, MapNode>();
  const edges = new Map<
    string,
    { -readonly [K in keyof MapEdge]: MapEdge[K] }
  >();
  const serviceBySpan = new Map(
    spans.map((record) => [record.span.spanId, serviceOf(record)]),
  );
  const served = new Set(
    spans
      .filter(({ span }) => isServerSpan(span))
      .map(({ span }) => span.parentSpanId),
  );
  let first = Infinity;
  let last = 0;
  const draw = (from: MapNode, to: MapNode, { span }: SpanRecord): void => {
    for (const node of [from, to]) {
      if (nodes.size >= MAX_NODES && !nodes.has(node.id)) return;
      nodes.set(node.id, node);
    }
    first = Math.min(first, toMilliseconds(span.startTimeUnixNano));
    last = Math.max(last, toMilliseconds(span.endTimeUnixNano));
    const key = JSON.stringify([from.id, to.id]);
    const edge = edges.get(key) ?? {
      from: from.id,
      to: to.id,
      calls: 0,
      errors: 0,
      totalMs: 0,
    };
    edge.calls += 1;
    edge.errors += hasFailed(span) ? 1 : 0;
    edge.totalMs += durationOf(span);
    edges.set(key, edge);
  };
  for (const record of spans) {
    const { span } = record;
    const service = serviceNode(serviceOf(record));
    if (isServerSpan(span)) {
      const caller =
        span.parentSpanId === undefined
          ? undefined
          : serviceBySpan.get(span.parentSpanId);
      draw(
        caller === undefined ? CALLERS : serviceNode(caller),
        service,
        record,
      );
    } else if (CLIENT_KINDS.has(span.kind) && !served.has(span.spanId)) {
      draw(service, targetOf(span.attributes), record);
    }
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    seconds: Math.max(1, (last - first) / 1_000 || 1),
  };
}

function serviceOf({ resource }: SpanRecord): string {
  return firstText(resource.attributes['service.name']) ?? 'unnamed service';
}

function serviceNode(name: string): MapNode {
  return { id: `service ${name}`, name, type: 'service' };
}

function targetOf(attributes: Attributes): MapNode {
  const database = firstText(
    attributes['db.system.name'],
    attributes['db.system'],
  );
  const queue = firstText(attributes['messaging.system']);
  const host = firstText(
    attributes['server.address'],
    attributes['peer.service'],
    attributes['net.peer.name'],
  );
  const port = attributes['server.port'];
  const type =
    database !== null ? 'database' : queue !== null ? 'queue' : 'remote';
  const name =
    database ??
    queue ??
    (host === null
      ? 'unnamed host'
      : typeof port === 'number'
        ? `${host}:${port}`
        : host);
  return { id: `${type} ${name}`, name, type };
}
