export type {
  OtlpTransportOptions,
  RequestAuthorizer,
} from './otlp.options.js';
export { OtlpTransport } from './otlp-transport.js';
export { logCodec } from './logs/log-codec.js';
export { LogInDelivery } from './logs/log-in-delivery.js';
export { logsSignal } from './logs/logs-signal.js';
export { collectionCodec } from './metrics/collection-codec.js';
export { CollectionInDelivery } from './metrics/collection-in-delivery.js';
export { composeMetricsRequest } from './metrics/compose-metrics-request.js';
export {
  type Exemplar,
  exemplarsOf,
  type WithExemplars,
} from './metrics/exemplar.js';
export { metricsSignal } from './metrics/metrics-signal.js';
export { SpanInDelivery } from './traces/span-in-delivery.js';
export { estimateSpan } from './traces/span-estimate.js';
export { spanQueue } from './traces/span-queue.js';
export { tracesSignal } from './traces/traces-signal.js';
