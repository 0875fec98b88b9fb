import {
  type Attributes,
  type Context,
  context,
  type Span,
  type SpanOptions,
  trace,
} from '@opentelemetry/api';
import { RecordedSpan, traceRecorder } from '../../../request/index.js';
import { runInSpan } from '../../run-in-span.js';
import { foldTableOf, type Siblings } from './fold-table.js';
import { isFoldedInto, runFolded } from './run-folded.js';

/** Spans of one name that one parent gets one by one, unless an option says otherwise. */
export const MAX_SIBLINGS = 50;

/** How a call is recorded among others of its name. */
export interface SiblingOptions {
  /** @default 50 */
  readonly maxSiblings?: number;
  /** Tells more of a call that has a span, from what it returned. */
  readonly onResult?: ((result: unknown) => Attributes) | undefined;
}

/**
 * Runs a call in a span of its own, or, once its parent has `maxSiblings` spans of that name, folded into the parent.
 * Without a parent that is still open nothing is folded.
 */
export function runSibling<T>(
  name: string,
  options: SpanOptions,
  run: () => T,
  { maxSiblings = MAX_SIBLINGS, onResult }: SiblingOptions = {},
): T {
  const active = context.active();
  const parent = options.root === true ? undefined : openParent(active);
  const siblings = parent && siblingsToFold(parent, active, name, maxSiblings);
  return parent === undefined || siblings === undefined
    ? runInSpan(
        name,
        options,
        run,
        onResult &&
          ((result, span) => {
            span.setAttributes(onResult(result));
          }),
      )
    : runFolded(parent, siblings, options, maxSiblings, run, onResult);
}

/** The span that a call hangs on and that is still written: the active one, or once that has ended the root of its request. */
export function openParent(active: Context): Span | undefined {
  const parent = trace.getSpan(active);
  return parent === undefined || parent.isRecording()
    ? parent
    : traceRecorder.openRootOf(parent);
}

/** The siblings that a further call is folded with; undefined where it gets a span of its own, which is counted below a parent of ours. */
export function siblingsToFold(
  parent: Span,
  active: Context,
  name: string,
  maxSiblings = MAX_SIBLINGS,
): Siblings | undefined {
  if (!(parent instanceof RecordedSpan)) {
    return undefined;
  }
  const siblings = foldTableOf(parent).siblings(name);
  if (siblings.recorded < maxSiblings && !isFoldedInto(parent, active)) {
    siblings.recorded += 1;
    return undefined;
  }
  return siblings;
}
