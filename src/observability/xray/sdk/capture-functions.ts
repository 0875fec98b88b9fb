import { context, trace } from '@opentelemetry/api';
import type { Subsegment } from 'aws-xray-sdk-core';
import { addError } from '../recording/record-on-span.js';
import { runToEnd } from '../recording/run-to-end.js';
import { spanContextFunctions } from './context-functions.js';
import { type SegmentLike, spanOf } from './span-links.js';

type Callback = (...args: unknown[]) => unknown;

/**
 * The SDK's captures. Without a segment the work runs unrecorded. Unlike the SDK's, a capture lasts until the promise or
 * thenable that the work returned has settled, unless `close()` came before; and a callback belongs to the request that
 * captured it, whoever calls it.
 */
export const captureFunctions = {
  captureFunc: capture,

  captureAsyncFunc: capture,

  /** The subsegment is one more argument, the last. */
  captureCallbackFunc(
    name: string,
    callback: Callback,
    parent?: SegmentLike,
  ): Callback {
    const above = spanContextFunctions.resolveSegment(parent);
    if (above === undefined) {
      return callback;
    }
    const calling = context.active();
    return function (this: unknown, ...args: unknown[]): unknown {
      return context.with(calling, () =>
        captureBelow(above, name, (subsegment) =>
          Reflect.apply(callback, this, [...args, subsegment]),
        ),
      );
    };
  },
};

function capture<T>(
  name: string,
  work: (subsegment?: Subsegment) => T,
  parent?: SegmentLike,
): T {
  const above = spanContextFunctions.resolveSegment(parent);
  return above === undefined ? work() : captureBelow(above, name, work);
}

function captureBelow<T>(
  above: SegmentLike,
  name: string,
  work: (subsegment: Subsegment) => T,
): T {
  const subsegment = above.addNewSubsegment(name);
  const span = spanOf(subsegment);
  const active = context.active();
  return runToEnd(
    span === undefined ? active : trace.setSpan(active, span),
    () => work(subsegment),
    {
      succeeded: () => {
        subsegment.close();
      },
      failed: (error) => {
        if (span !== undefined) {
          addError(span, error);
        }
        subsegment.close();
      },
    },
  );
}
