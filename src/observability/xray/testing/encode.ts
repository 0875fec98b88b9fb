import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { MAX_DOCUMENT_BYTES } from '../document/fit-documents.js';
import { SegmentNaming } from '../document/segment-naming.js';
import { TraceEncoder } from '../document/trace-encoder.js';
import { type ReadDocument, readDocument } from './legal-document.js';
import { recordsOf } from './test-tracing.js';

const tracer = trace.getTracer('spec');

const request: Attributes = {
  'http.request.method': 'GET',
  'url.scheme': 'https',
  'url.path': '/api/activities/home',
  'url.query': 'token=[redacted]',
  'http.route': '/api/activities/home',
  'server.address': 'api.example.com',
  'server.port': 8443,
  'client.address': '192.0.2.7',
  'user_agent.original': 'curl/8',
};

/** Encodes the traces that `work` makes; every document is checked against the schema and the size limit. */
export async function encode(
  work: () => unknown,
  options: { serviceVersion?: string } = {},
): Promise<readonly ReadDocument[]> {
  const encoder = new TraceEncoder({
    naming: new SegmentNaming('cruddur'),
    ...options,
  });
  const records = await recordsOf(work);
  return records.flatMap((record) =>
    encoder.encode(record).map((json) => {
      if (Buffer.byteLength(json) > MAX_DOCUMENT_BYTES) {
        throw new Error(
          `A document of ${String(Buffer.byteLength(json))} bytes`,
        );
      }
      return readDocument(json);
    }),
  );
}

/** A server span, and what happens inside it. */
export function serve(
  attributes: Attributes,
  work: (span: Span) => void = () => {},
): Span {
  const span = tracer.startSpan('GET /api/activities/home', {
    kind: SpanKind.SERVER,
    attributes: { ...request, ...attributes },
  });
  context.with(trace.setSpan(context.active(), span), () => {
    work(span);
  });
  span.end();
  return span;
}

/** A child of the active span. */
export function child(
  name: string,
  attributes: Attributes = {},
  kind = SpanKind.INTERNAL,
  work: (span: Span) => void = () => {},
): Span {
  const span = tracer.startSpan(name, { attributes, kind });
  context.with(trace.setSpan(context.active(), span), () => {
    work(span);
  });
  span.end();
  return span;
}

/** The one document of a request in which `work` happens. */
export async function segmentOf(
  attributes: Attributes,
  work?: (span: Span) => void,
): Promise<ReadDocument> {
  const [segment, ...others] = await encode(() => serve(attributes, work));
  if (segment === undefined || others.length > 0) {
    throw new Error(`${String(others.length)} further documents`);
  }
  return segment;
}
