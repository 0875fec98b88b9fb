import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Runs work outside every request, as this module was loaded: what delivers telemetry is part of nobody's trace, is not
 * traced itself, and keeps no finished request in memory.
 */
export const outsideRequests = AsyncLocalStorage.snapshot();
