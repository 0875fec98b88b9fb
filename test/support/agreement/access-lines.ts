import type { LogEventRecord } from '../../../src/sandbox/index.js';

/** The access lines among the log events of a trace. */
export function accessLinesOf(
  events: readonly LogEventRecord[],
): Readonly<Record<string, unknown>>[] {
  return events.flatMap(({ fields }) =>
    fields?.['context'] === 'Access' ? [fields] : [],
  );
}
