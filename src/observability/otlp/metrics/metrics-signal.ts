import {
  JsonMetricsSerializer,
  ProtobufMetricsSerializer,
} from '@opentelemetry/otlp-transformer';
import { METRICS_REQUEST } from '../json/metric-messages.js';
import type { OtlpSignal } from '../otlp-signal.js';
import type { CollectionInDelivery } from './collection-in-delivery.js';

/**
 * Metrics by OTLP. A receiver that turns data points away counts points, the queue counts collections: as many collections
 * count as refused, and not more than there are.
 */
export const metricsSignal: OtlpSignal<CollectionInDelivery> = {
  // Messages of protobuf behind each other are one message whose lists are joined.
  compose: (records) => Buffer.concat(records.map(({ request }) => request)),
  unreadable: () => 0,
  outdated: (records) =>
    records.filter(({ wireBytes }) => wireBytes === 0).length,
  request: METRICS_REQUEST,
  partialSuccess: (body, protocol) => {
    const serializer =
      protocol === 'http/json'
        ? JsonMetricsSerializer
        : ProtobufMetricsSerializer;
    const { partialSuccess } = serializer.deserializeResponse(body);
    return (
      partialSuccess && {
        rejected: partialSuccess.rejectedDataPoints ?? 0,
        reason: partialSuccess.errorMessage,
      }
    );
  },
};
