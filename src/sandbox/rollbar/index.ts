export { RollbarReceiver } from './rollbar.receiver.js';
