import type { Differences } from './differences.js';
import { LEFT } from './facts-of-spans.js';
import type { RequestStory } from './request-story.js';

/** How the request went: one status, and the flags that follow from it. */
export function compareOutcome(
  differences: Differences,
  { server, segment, access }: RequestStory,
): void {
  const sent = server.attributes['http.response.status_code'];
  const status = sent ?? LEFT;
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
