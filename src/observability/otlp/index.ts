export type {
  OtlpTransportOptions,
  RequestAuthorizer,
} from './otlp.options.js';
export { OtlpTransport } from './otlp-transport.js';
export { estimateSpanBytes } from './span-bytes.js';
