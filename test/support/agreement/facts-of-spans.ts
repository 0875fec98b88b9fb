import { textOf } from '../field.js';
import { durationNs } from '../span-tree.js';
import { exceptionText, type Facts } from './facts.js';
import type { RequestStory } from './request-story.js';

/** Status in our records of a client that left; the span has none then. */
export const LEFT = 499;

const FAILED = 2;

/** The request as Honeycomb has it. */
export function factsOfSpans({ server }: RequestStory): Facts {
  const { attributes, status } = server;
  const method = attributes['http.request.method'];
  const address = attributes['server.address'];
  const port = attributes['server.port'];
  // A span that failed without an exception has no message.
  const hasException =
    status.code === FAILED &&
    attributes['error.type'] !== undefined &&
    status.message !== '';
  return {
    'trace id': server.traceId,
    'span id': server.spanId,
    route: attributes['http.route'],
    method,
    'method as sent': attributes['http.request.method_original'] ?? method,
    status: attributes['http.response.status_code'] ?? LEFT,
    'start, µs': Number(BigInt(server.startTimeUnixNano) / 1000n),
    'duration, µs': durationNs(server) / 1000,
    exception: hasException
      ? exceptionText(attributes['error.type'], status.message)
      : undefined,
    client: attributes['client.address'],
    host:
      address === undefined || port === undefined
        ? address
        : `${textOf(address)}:${textOf(port)}`,
    path: attributes['url.path'],
    query: attributes['url.query'],
    'user agent': attributes['user_agent.original'],
  };
}
