import { textOf } from '../field.js';
import { type Facts, urlFacts } from './facts.js';
import type { RequestStory } from './request-story.js';

/** Context of the line that tells an unexpected exception. */
const EXCEPTIONS = 'Exceptions';

/** The request as its log lines have it: the access line, and for the exception the line before it. */
export function factsOfLines({
  view,
  access,
}: Pick<RequestStory, 'view' | 'access'>): Facts {
  const [error] = view.cloudwatch.events.filter(
    ({ fields }) => fields?.['context'] === EXCEPTIONS,
  );
  const { path, query } = urlFacts(textOf(access['path']));
  return {
    'trace id': access['trace_id'],
    'span id': access['span_id'],
    route: access['route'],
    method: access['method'],
    status: access['status'],
    'duration, µs': Number(access['duration_ms']) * 1000,
    exception: error?.fields?.['message'],
    client: access['remote_address'],
    path,
    query,
  };
}
