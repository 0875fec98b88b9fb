export {
  decodeBody,
  decodeMessage,
  encodeMessage,
  encodingOf,
  inflate,
  type OtlpEncoding,
} from './body.js';
export { LOGS } from './logs.signal.js';
export { METRICS } from './metrics.signal.js';
export { OtlpReceiver } from './otlp.receiver.js';
export { OtlpRefusal, rpcCodeOf } from './refusal.js';
export { respond, responseBody, toRefusal } from './answers.js';
export type { OtlpSignal } from './signal.js';
export { TRACES, XRAY_TRACES } from './traces.signal.js';
