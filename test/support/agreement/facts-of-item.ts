import { field, textOf } from '../field.js';
import { exceptionText, type Facts, urlFacts } from './facts.js';
import { type RequestStory, requestRecords } from './request-story.js';

/** The least status that is a failure of ours. */
const FAILED = 500;

/**
 * The request as Rollbar has it: all that it has where nothing was reported is that no exception was. What a span says was
 * reported, but has no item of its trace, is counted in the item of another one. What was reported by hand, in a request that
 * did not fail, says nothing of how that ended.
 */
export function factsOfItem({ view }: Pick<RequestStory, 'view'>): Facts {
  const [item] = view.rollbar.items;
  if (item === undefined) {
    const isFolded = view.otlp.spans.some(
      ({ span }) => span.attributes['rollbar.uuid'] !== undefined,
    );
    return isFolded ? {} : { exception: undefined };
  }
  const [access] = requestRecords(view).access;
  const hasFailed = Number(access?.['status']) >= FAILED;
  const { data } = item;
  const request = data['request'];
  const chain = field(data, 'body', 'trace_chain');
  const outermost: unknown = Array.isArray(chain) ? chain[0] : undefined;
  const exception = field(outermost, 'exception');
  return {
    'trace id': field(data, 'custom', 'trace_id'),
    route: data['context'],
    'method as sent': field(request, 'method'),
    ...(hasFailed && {
      exception: exceptionText(
        field(exception, 'class'),
        field(exception, 'message'),
      ),
    }),
    client: field(request, 'user_ip'),
    ...urlFacts(textOf(field(request, 'url'))),
    'user agent': field(request, 'headers', 'user-agent'),
  };
}
