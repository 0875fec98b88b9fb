export type {
  OtlpTransportOptions,
  RequestAuthorizer,
} from './otlp.options.js';
export { OtlpTransport } from './otlp-transport.js';
export { SpanInDelivery } from './traces/span-in-delivery.js';
export { estimateSpan } from './traces/span-estimate.js';
export { spanQueue } from './traces/span-queue.js';
export { tracesSignal } from './traces/traces-signal.js';
