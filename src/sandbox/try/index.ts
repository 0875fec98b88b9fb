export { TRY_CALLS, type TryCall } from './calls.js';
export { sendCall, type TryOutcome } from './send-call.js';
