import { type Context, context, type Span, trace } from '@opentelemetry/api';
import { traceRecorder } from '../../request/index.js';
import { copyMetadata } from '../copy-metadata.js';
import { runInSpan } from '../run-in-span.js';
import { foldTableOf } from './fold/fold-table.js';
import { isFoldedInto, runFolded } from './fold/run-folded.js';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * A method that does what `original` does, inside a span named `name` where a trace is being recorded. It has the name,
 * the length, the properties and the metadata of the original.
 *
 * @param maxSiblings spans of that name that one parent gets before further calls are folded
 */
export function tracedMethod(
  name: string,
  original: Method,
  maxSiblings: number,
): Method {
  const traced = function (this: unknown, ...args: unknown[]): unknown {
    const active = context.active();
    const parent = trace.getSpan(active);
    const run = (): unknown => Reflect.apply(original, this, args);
    if (parent === undefined) {
      return run();
    }
    const open = openSpan(parent);
    if (open !== undefined) {
      return runTraced(active, open, name, maxSiblings, run);
    }
    return traceRecorder.takesSpans(parent) ? runInSpan(name, {}, run) : run();
  };
  for (const key of Reflect.ownKeys(original)) {
    const property = Reflect.getOwnPropertyDescriptor(original, key);
    if (key !== 'prototype' && property !== undefined) {
      Object.defineProperty(traced, key, property);
    }
  }
  copyMetadata(original, traced);
  return traced;
}

/** The span that is still written: the active one, or once that has ended the root of its request. */
function openSpan(active: Span): Span | undefined {
  return active.isRecording() ? active : traceRecorder.openRootOf(active);
}

function runTraced(
  active: Context,
  parent: Span,
  name: string,
  maxSiblings: number,
  run: () => unknown,
): unknown {
  const siblings = foldTableOf(parent).siblings(name);
  if (siblings.recorded < maxSiblings && !isFoldedInto(parent, active)) {
    siblings.recorded += 1;
    return runInSpan(name, {}, run);
  }
  return runFolded(parent, siblings, {}, maxSiblings, run);
}
