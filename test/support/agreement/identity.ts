import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** One trace in four spellings, on every record of it. */
export function compareIds(
  differences: Differences,
  { view, server, segment }: RequestStory,
): void {
  const { traceId, xrayTraceId } = view;
  const spelled = `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
  differences.same("X-Ray's spelling of the trace id", xrayTraceId, spelled);
  differences.same('trace id of the segment', segment['trace_id'], spelled);
  differences.same(
    'parent of segment and span',
    segment['parent_id'],
    server.parentSpanId,
  );

  const ids = new Set(view.otlp.spans.map(({ span }) => span.spanId));
  differences.same('ids and spans', ids.size, view.otlp.spans.length);
  for (const { span } of view.otlp.spans) {
    differences.same(`trace id of ${span.name}`, span.traceId, traceId);
    if (span !== server && !ids.has(span.parentSpanId ?? '')) {
      differences.note(`${span.name} has a parent that is no span`);
    }
  }
  for (const { fields = {}, message } of view.cloudwatch.events) {
    const of = `of the line ${message.slice(0, 200)}`;
    const spanId = String(fields['span_id']);
    differences.same(`trace id ${of}`, fields['trace_id'], traceId);
    differences.same(`X-Ray id ${of}`, fields['xray_trace_id'], spelled);
    differences.same(
      `X-Ray link ${of}`,
      fields['AWS-XRAY-TRACE-ID'],
      `${spelled}@${spanId}`,
    );
    if (!ids.has(spanId)) {
      differences.note(`span ${of} is no span of the trace`);
    }
  }
}
