import { field, textOf } from '../field.js';
import { xrayEntities } from '../xray-entities.js';
import { exceptionText, type Facts, urlFacts, w3cTraceId } from './facts.js';
import type { RequestStory } from './request-story.js';

/** The request as X-Ray has it: without the query, which its documents leave out. */
export function factsOfSegment(story: RequestStory): Facts {
  const { segment } = story;
  const request = field(segment, 'http', 'request');
  const start = Math.round(Number(segment['start_time']) * 1e6);
  const end = Math.round(Number(segment['end_time']) * 1e6);
  const url = textOf(field(request, 'url'));
  const { host, path } = urlFacts(url);
  return {
    'trace id': w3cTraceId(segment['trace_id']),
    'span id': segment['id'],
    route: field(segment, 'metadata', 'otel', 'http.route'),
    'method as sent': field(request, 'method'),
    status: field(segment, 'http', 'response', 'status'),
    'start, µs': start,
    'duration, µs': end - start,
    exception: exceptionOf(story),
    client: field(request, 'client_ip'),
    // What is for the server as a whole, `OPTIONS *`, has no URL to have a host in.
    ...(/^[^/h]/i.test(url) ? {} : { host }),
    path,
    'user agent': field(request, 'user_agent'),
  };
}

/** The exception of the segment's cause, which may stand on a subsegment: then the cause is its id. */
function exceptionOf({ view, segment }: RequestStory): string | undefined {
  const { cause } = segment;
  const exceptions = xrayEntities(view.xray.segments).flatMap(({ document }) =>
    exceptionsIn(document['cause']),
  );
  const exception =
    typeof cause === 'string'
      ? exceptions.find((it) => field(it, 'id') === cause)
      : exceptionsIn(cause)[0];
  return exceptionText(field(exception, 'type'), field(exception, 'message'));
}

function exceptionsIn(cause: unknown): readonly unknown[] {
  const exceptions = field(cause, 'exceptions');
  return Array.isArray(exceptions) ? exceptions : [];
}
