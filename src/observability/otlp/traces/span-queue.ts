import { PRIORITY, type SinkOptions } from '../../delivery/index.js';
import { spanCodec } from './span-codec.js';
import type { SpanInDelivery } from './span-in-delivery.js';

/**
 * What a queue has to know of spans.
 *
 * @param maxBatchBytes of the queue; a larger span goes alone
 */
export function spanQueue(
  maxBatchBytes: number,
): Pick<
  SinkOptions<SpanInDelivery>,
  'sizeOf' | 'memoryOf' | 'priorityOf' | 'codec' | 'park' | 'maxBatchBytes'
> {
  return {
    sizeOf: ({ wireBytes }) => Math.min(wireBytes, maxBatchBytes),
    memoryOf: ({ memoryBytes }) => memoryBytes,
    priorityOf: ({ remarkable }) =>
      remarkable ? PRIORITY.remarkableTrace : PRIORITY.unremarkableTrace,
    codec: spanCodec,
    park: (span) => {
      span.encode();
    },
    maxBatchBytes,
  };
}
