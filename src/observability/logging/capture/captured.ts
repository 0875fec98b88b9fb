import { AsyncLocalStorage } from 'node:async_hooks';

/** Of its own: OpenTelemetry's context is not there where tracing is off. */
const captured = new AsyncLocalStorage<true>();

/**
 * Runs what writes a captured line. What a transport says by `console` or as a warning meanwhile, also later in work that it
 * begins here, is not captured again: it would come back for ever.
 */
export function whileCaptured(write: () => void): void {
  captured.run(true, write);
}

export function isCaptured(): boolean {
  return captured.getStore() === true;
}
