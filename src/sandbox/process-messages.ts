import { z } from 'zod';
import type { SandboxEndpoints } from './query/index.js';

/** Sent to the parent process once all endpoints listen. */
export interface ListeningMessage {
  readonly type: 'listening';
  readonly endpoints: SandboxEndpoints;
}

/** Sent to the parent process when the sandbox cannot start. */
export interface FailedMessage {
  readonly type: 'failed';
  /** Stable: the system's (`EADDRINUSE`) or the sandbox's own (`INVALID_PORT`). */
  readonly code: string;
  readonly message: string;
}

/** What the parent process sends once the application listens: its URL. */
export const servingMessage = z.object({
  type: z.literal('serving'),
  url: z.string(),
});

/** What a sandbox process tells its parent. */
export type SandboxMessage = ListeningMessage | FailedMessage;
