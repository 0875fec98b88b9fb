import type {
  LogEventRecord,
  OtlpSpan,
  SegmentRecord,
  TraceView,
} from '../../../src/sandbox/index.js';
import { isSubsegment } from '../xray-entities.js';

/** `SPAN_KIND_SERVER` in OTLP's `trace.proto`. */
const SERVER = 2;

/** What the vendors have of one request: its server span, segment and access line. */
export interface RequestStory {
  readonly view: TraceView;
  readonly server: OtlpSpan;
  readonly segment: Readonly<Record<string, unknown>>;
  readonly access: Readonly<Record<string, unknown>>;
}

/** What of a trace is of the request as a whole; in a trace of one request it is one of each. */
export function requestRecords({ otlp, xray, cloudwatch }: TraceView): {
  readonly servers: readonly OtlpSpan[];
  readonly segments: readonly SegmentRecord['document'][];
  readonly access: readonly NonNullable<LogEventRecord['fields']>[];
} {
  return {
    servers: otlp.spans
      .map(({ span }) => span)
      .filter(({ kind }) => kind === SERVER),
    segments: xray.segments
      .map(({ document }) => document)
      .filter(
        (document) =>
          !isSubsegment(document) && document['in_progress'] !== true,
      ),
    access: cloudwatch.events.flatMap(({ fields }) =>
      fields?.['context'] === 'Access' ? [fields] : [],
    ),
  };
}

/** The story of a trace of one request; undefined while a part is missing. */
export function storyOf(view: TraceView): RequestStory | undefined {
  const {
    servers: [server],
    segments: [segment],
    access: [access],
  } = requestRecords(view);
  return server === undefined || segment === undefined || access === undefined
    ? undefined
    : { view, server, segment, access };
}
