import { field } from '../field.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** Status in our records of a client that left; the span has none then. */
const LEFT = 499;

/** How the request went: one status, and the flags that follow from it. */
export function compareOutcome(
  differences: Differences,
  { server, segment, access }: RequestStory,
): void {
  const sent = server.attributes['http.response.status_code'];
  const status = sent ?? LEFT;
  differences.same('status of access line and span', access['status'], status);
  differences.same(
    'status of segment and span',
    field(segment, 'http', 'response', 'status'),
    status,
  );
  const left = server.attributes['error.type'] === 'client_disconnected';
  const aborted = access['aborted'] === true;
  differences.same('whether a status was sent', sent === undefined, left);
  differences.same('whether the client left', left && !aborted, false);

  const code = Number(status);
  // A response that breaks off is a failure, whatever its status said; whose, tells whether the client left.
  const failed = code >= 500 || (aborted && !left);
  differences.same(
    'span status ERROR',
    server.status.code === 2,
    failed || left,
  );
  differences.same('fault', segment['fault'] ?? false, failed);
  differences.same(
    'error',
    segment['error'] ?? false,
    code >= 400 && code < 500,
  );
  differences.same('throttle', segment['throttle'] ?? false, code === 429);
}
