export { type FinishedCall, onCallFinished } from './finished-calls.js';
export type { OutgoingOptions } from './outgoing.options.js';
export { startOutgoing } from './start-outgoing.js';
