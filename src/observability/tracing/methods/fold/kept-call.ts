import {
  MadeDescription,
  recordException,
  startSpan,
} from '../../../request/index.js';
import type { FoldedCall } from './fold-table.js';

/** Makes the span of a folded call that has ended, with the times it had; `fold.kept` says why it is kept. */
export function recordKeptCall(
  name: string,
  { context, options, startedAt, endedAt }: FoldedCall,
  failure?: { readonly error: unknown },
): void {
  const span = startSpan(
    name,
    {
      ...options,
      startTime: startedAt,
      description: new MadeDescription(options.attributes ?? {}),
      attributes: {
        'fold.kept': failure === undefined ? 'slowest' : 'failed',
      },
    },
    context,
  );
  if (failure !== undefined) {
    recordException(span, failure.error);
    // Whoever described the call knows better what failed.
    const type = options.attributes?.['error.type'];
    if (type !== undefined) {
      span.setAttribute('error.type', type);
    }
  }
  span.end(endedAt);
}
