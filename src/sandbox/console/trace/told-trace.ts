import { entitiesOf, type XRayEntity } from '../../insight/xray-entities.js';
import type { TraceView } from '../../store/views.js';
import {
  clockOf,
  layOut,
  ofEntity,
  ofSpan,
  type TimelineRow,
  type TraceClock,
} from './timeline.js';

/** What the columns of a trace have in common, worked out once for all of them. */
export interface ToldTrace {
  readonly clock: TraceClock;
  /** Honeycomb's spans. */
  readonly spans: readonly TimelineRow[];
  /** X-Ray's segments and subsegments, by id. */
  readonly entities: ReadonlyMap<string, XRayEntity>;
  /** The same laid out, with what came by OTLP. */
  readonly segments: readonly TimelineRow[];
}

/** Lays a trace out. */
export function layOutTrace(trace: TraceView): ToldTrace {
  const entities = entitiesOf(trace.xray.segments);
  const spans = trace.otlp.spans.map(({ span }) => ofSpan(span));
  const segments = [
    ...[...entities.values()].map(ofEntity),
    ...trace.xray.spans.map(({ span }) => ofSpan(span)),
  ];
  return {
    clock: clockOf(trace, [...spans, ...segments]),
    spans: layOut(spans),
    entities,
    segments: layOut(segments),
  };
}
