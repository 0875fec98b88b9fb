export type { OutgoingOptions } from './outgoing.options.js';
export { startOutgoing } from './start-outgoing.js';
