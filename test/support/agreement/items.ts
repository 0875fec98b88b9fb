import { field, textOf } from '../field.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** Rollbar's items name the trace, and spans name the items. */
export function compareItems(
  differences: Differences,
  { view, server }: RequestStory,
): void {
  const named = new Set(
    view.otlp.spans.map(({ span }) => span.attributes['rollbar.uuid']),
  );
  for (const { data } of view.rollbar.items) {
    const uuid = textOf(data['uuid']);
    const { custom } = data;
    const ids = view.otlp.spans.map(({ span }) => span.spanId);
    differences.same(
      `trace id of item ${uuid}`,
      field(custom, 'trace_id'),
      view.traceId,
    );
    differences.same(
      `X-Ray id of item ${uuid}`,
      field(custom, 'xray_trace_id'),
      view.xrayTraceId,
    );
    if (!ids.includes(textOf(field(custom, 'span_id')))) {
      differences.note(`The item ${uuid} names a span that is not there`);
    }
    if (!named.has(uuid)) {
      differences.note(`No span names the item ${uuid}`);
    }
    const route = server.attributes['http.route'];
    if (route !== undefined) {
      differences.same(`context of item ${uuid}`, data['context'], route);
    }
  }
}
