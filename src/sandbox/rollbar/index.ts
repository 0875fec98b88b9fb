export { RollbarReceiver } from './rollbar.receiver.js';
export { rateHeaders } from './rate-limit.js';
