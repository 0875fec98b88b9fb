import { context, trace } from '@opentelemetry/api';
import { traceRecorder } from '../../request/index.js';
import { copyMetadata } from '../copy-metadata.js';
import { openParent, runSibling } from './fold/run-sibling.js';

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
    const above = trace.getSpan(active);
    const run = (): unknown => Reflect.apply(original, this, args);
    return above !== undefined &&
      (openParent(active) !== undefined || traceRecorder.takesSpans(above))
      ? runSibling(name, {}, run, { maxSiblings })
      : run();
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
