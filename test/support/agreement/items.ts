import type { TraceView } from '../../../src/sandbox/index.js';
import { field, textOf } from '../field.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** Where an occurrence's uuid stands besides the occurrence. */
const NAMED_BY: Readonly<Record<string, (view: TraceView) => unknown[]>> = {
  span: ({ otlp }) =>
    otlp.spans.map(({ span }) => span.attributes['rollbar.uuid']),
  'error line': ({ cloudwatch }) =>
    cloudwatch.events.map(({ fields }) => fields?.['rollbar_uuid']),
};

/** Rollbar's items name the trace, and spans name the items. */
export function compareItems(
  differences: Differences,
  { view, server }: RequestStory,
): void {
  const status = Number(server.attributes['http.response.status_code']);
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
    for (const [place, uuidsOf] of Object.entries(NAMED_BY)) {
      // What is reported by hand, in a request that does not fail, has no line of its own.
      const isDue = place === 'span' || status >= 500;
      if (isDue && !uuidsOf(view).includes(uuid)) {
        differences.note(`No ${place} names the item ${uuid}`);
      }
    }
    const route = server.attributes['http.route'];
    if (route !== undefined) {
      differences.same(`context of item ${uuid}`, data['context'], route);
    }
  }
}
