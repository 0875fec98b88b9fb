import type { TraceView } from '../../../src/sandbox/index.js';
import { field } from '../field.js';
import type { HttpAnswer } from '../http-answer.js';
import { Differences } from './differences.js';
import { requestRecords } from './request-story.js';

/**
 * In what a caller was told something else than the vendors: trace id and sampling decision in the headers, status, and all
 * that a problem document repeats.
 */
export function answerDifferences(
  { traceId, sampled, status, complete, headers, body }: HttpAnswer,
  view: TraceView,
): readonly string[] {
  const differences = new Differences();
  const [access] = requestRecords(view).access;
  differences.same('trace id of the answer', traceId, view.traceId);
  differences.same(
    'traceparent and server-timing',
    headers.get('server-timing'),
    `traceparent;desc="${headers.get('traceparent') ?? ''}"`,
  );
  differences.same(
    'status of answer and access line',
    status,
    access?.['status'],
  );
  if (!sampled) {
    differences.same('kept spans', view.otlp.spans.length, 0);
  }
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('application/problem+json') && complete && body !== '') {
    const problem: unknown = JSON.parse(body);
    const told: readonly (readonly [string, unknown])[] = [
      ['trace_id', view.traceId],
      ['status', access?.['status']],
      ['occurrence', reportedUuid(view)],
    ];
    for (const [name, expected] of told) {
      differences.same(`${name} of problem`, field(problem, name), expected);
    }
  }
  return differences.list;
}

/** Of the item that the request left, or of the one of another request in which it is counted. */
function reportedUuid({ rollbar, otlp }: TraceView): unknown {
  return (
    rollbar.items[0]?.data['uuid'] ??
    otlp.spans
      .map(({ span }) => span.attributes['rollbar.uuid'])
      .find((uuid) => uuid !== undefined)
  );
}
