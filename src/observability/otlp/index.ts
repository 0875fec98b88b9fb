export type {
  OtlpTransportOptions,
  RequestAuthorizer,
  UnsentRequest,
} from './otlp.options.js';
export { OtlpTransport } from './otlp-transport.js';
export { estimateSpanBytes } from './span-bytes.js';
