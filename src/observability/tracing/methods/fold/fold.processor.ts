import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { RecordedSpan } from '../../../request/index.js';
import { type Siblings, takeFoldTable } from './fold-table.js';
import { recordKeptCall } from './kept-call.js';

/**
 * Writes what was folded below a span on it when it ends, and makes the span of the slowest call. The spans of a name and
 * its `fold.<name>.count` together are all calls; `fold.<name>.duration_ms` is the time of the counted ones.
 */
export class FoldProcessor implements SpanProcessor {
  onStart(): void {}

  onEnding(span: Span): void {
    const table =
      span instanceof RecordedSpan ? takeFoldTable(span) : undefined;
    for (const siblings of table?.all() ?? []) {
      if (siblings.count > 0) {
        writeFold(span, siblings);
      }
    }
  }

  onEnd(): void {}

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function writeFold(span: Span, siblings: Siblings): void {
  const { name, slowest, foldedFailures } = siblings;
  let { count, durationMs } = siblings;
  if (slowest !== undefined) {
    count -= 1;
    durationMs -= slowest.endedAt - slowest.startedAt;
    recordKeptCall(name, slowest);
  }
  if (count > 0) {
    span.setAttribute(`fold.${name}.count`, count);
    span.setAttribute(
      `fold.${name}.duration_ms`,
      Math.round(durationMs * 1000) / 1000,
    );
  }
  if (foldedFailures > 0) {
    span.setAttribute(`fold.${name}.failed`, foldedFailures);
  }
}
