import type { TraceView } from '../../../src/sandbox/index.js';
import { Differences } from './differences.js';
import { compareIds } from './identity.js';
import { compareItems } from './items.js';
import { compareNames } from './names.js';
import { compareOutcome } from './outcome.js';
import { requestRecords, storyOf } from './request-story.js';
import { compareEntities } from './segments.js';
import { compareFacts } from './side-by-side.js';
import { compareTimes } from './times.js';

/**
 * Everything in which the vendors' records of one request contradict each other; empty when they tell one story.
 *
 * @param view all that arrived of the trace
 * @param lines what standard output has of it
 */
export function disagreements(
  view: TraceView,
  lines: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const differences = new Differences();
  for (const { vendor, rule, message } of view.violations) {
    differences.note(`${vendor} breaks ${rule}: ${message}`);
  }
  const { servers, segments, access } = requestRecords(view);
  differences.same('number of server spans', servers.length, 1);
  differences.same('number of segments', segments.length, 1);
  differences.same('number of access lines', access.length, 1);
  const story = storyOf(view);
  if (story !== undefined) {
    compareIds(differences, story);
    compareOutcome(differences, story);
    compareTimes(differences, story);
    compareFacts(differences, story);
    compareNames(differences, story);
    compareEntities(differences, story);
    compareItems(differences, story);
    compareOutput(differences, view, lines);
  }
  return differences.list;
}

/** Standard output has the lines that CloudWatch has. */
function compareOutput(
  differences: Differences,
  view: TraceView,
  lines: readonly Readonly<Record<string, unknown>>[],
): void {
  const sent = view.cloudwatch.events.map(({ fields }) =>
    JSON.stringify(fields),
  );
  const written = lines.map((line) => JSON.stringify(line));
  differences.same(
    'lines of CloudWatch and of standard output',
    sent.toSorted().join('\n'),
    written.toSorted().join('\n'),
  );
}
