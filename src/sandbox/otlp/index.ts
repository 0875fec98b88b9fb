export { decodeBody, encodingOf } from './body.js';
export { OtlpReceiver } from './otlp.receiver.js';
export { OtlpRefusal, rpcCodeOf } from './refusal.js';
export { respond, responseBody, toRefusal } from './answers.js';
export { XRAY_TRACES } from './traces.signal.js';
