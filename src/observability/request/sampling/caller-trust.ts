import { type Context, createContextKey } from '@opentelemetry/api';

const UNTRUSTED = createContextKey('caller whose sampling wish does not count');

/** Whether the sampling wish that `context` carries may be followed. */
export function isCallerTrusted(context: Context): boolean {
  return context.getValue(UNTRUSTED) !== true;
}

/** The caller's trace goes on, but whether it is kept is decided here. */
export function distrustCaller(context: Context): Context {
  return context.setValue(UNTRUSTED, true);
}
