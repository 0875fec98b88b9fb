import { field, textOf } from '../field.js';
import { exceptionText, type Facts, urlFacts } from './facts.js';
import type { RequestStory } from './request-story.js';

/** The request as Rollbar has it: all that it has where nothing was reported is that no exception was. */
export function factsOfItem({ view }: Pick<RequestStory, 'view'>): Facts {
  const [item] = view.rollbar.items;
  if (item === undefined) {
    return { exception: undefined };
  }
  const { data } = item;
  const request = data['request'];
  const chain = field(data, 'body', 'trace_chain');
  const outermost: unknown = Array.isArray(chain) ? chain[0] : undefined;
  const exception = field(outermost, 'exception');
  return {
    'trace id': field(data, 'custom', 'trace_id'),
    route: data['context'],
    'method as sent': field(request, 'method'),
    exception: exceptionText(
      field(exception, 'class'),
      field(exception, 'message'),
    ),
    client: field(request, 'user_ip'),
    ...urlFacts(textOf(field(request, 'url'))),
    'user agent': field(request, 'headers', 'user-agent'),
  };
}
