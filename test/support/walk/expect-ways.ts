import type { TraceView } from '../../../src/sandbox/index.js';
import { assertEqual } from '../assertions.js';
import { recordsIn, walk } from './walk.js';
import { WAYS } from './ways.js';

type AnyRecord = ReturnType<typeof recordsIn>[number];

/**
 * Goes every way between two vendors, and expects at its end all that the vendor has of this trace, and nothing else.
 *
 * @param queryUrl origin of the sandbox's query API
 * @returns how many ways could be gone from what the trace has
 */
export async function expectAllWays(
  queryUrl: string,
  view: TraceView,
): Promise<number> {
  let gone = 0;
  for (const way of WAYS) {
    const found = await walk(queryUrl, way, view);
    if (found === undefined) {
      continue;
    }
    const name = `from ${way.take.name} of ${way.from.vendor} by ${way.ask.name} to ${way.to.vendor}`;
    const all = recordsIn(view, way.to.vendor);
    assertEqual(
      found,
      way.ask.spelling === 'uuid' ? all.filter(isReported) : all,
      name,
    );
    gone += 1;
  }
  return gone;
}

/** Whether a record is an occurrence, or the span that names one. */
export function isReported(record: AnyRecord): boolean {
  return (
    record.kind === 'item' ||
    (record.kind === 'span' && 'rollbar.uuid' in record.span.attributes)
  );
}
