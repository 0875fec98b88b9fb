export type {
  OtlpTransportOptions,
  RequestAuthorizer,
} from './otlp.options.js';
export { OtlpTransport } from './otlp-transport.js';
export { spanCodec } from './traces/span-codec.js';
export { estimateSpan } from './traces/span-estimate.js';
export { SpanInDelivery } from './traces/span-in-delivery.js';
export { tracesSignal } from './traces/traces-signal.js';
