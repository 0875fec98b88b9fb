/**
 * What one attempt to hand a batch to a vendor came to.
 *
 * - `delivered`: the vendor acknowledged the batch. `refused` counts records that it named as not kept
 *   (OTLP partial success, CloudWatch `rejectedLogEventsInfo`); they are not sent again. `outdated` counts those that did not
 *   have to be sent any more.
 * - `retry`: nothing was kept; send the same batch again, not before `retryAfterMs` where the vendor named a time.
 *   `answered`: the vendor did answer, so that the batch itself may be at fault where others pass.
 *   `keyRefused`: the records are good, the key is not: a person has to act.
 * - `refused`: the content is wrong; sending it again as it is can't help. The queue halves the batch to single out the wrong record.
 *   `whole`: no single record is at fault (a wrong path, say); the batch is dropped without more requests.
 * - `too-large`: the batch has more bytes than the vendor takes. The queue halves it, and keeps further ones smaller for a while.
 * - `partly`: the first `delivered` records arrived, the others did not; only those are sent again.
 */
export type AttemptResult =
  | {
      readonly outcome: 'delivered';
      readonly refused?: number;
      readonly outdated?: number;
      readonly reason?: string;
    }
  | {
      readonly outcome: 'retry';
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly answered?: boolean;
      readonly keyRefused?: boolean;
    }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      readonly whole?: boolean;
    }
  | { readonly outcome: 'too-large'; readonly reason: string }
  | {
      readonly outcome: 'partly';
      readonly delivered: number;
      readonly refused?: number;
      readonly reason: string;
      readonly retryAfterMs?: number;
    };

/** The way out of a queue: one vendor's protocol on a socket of its own. */
export interface Transport<T> {
  /**
   * Sends `records` once. An exception or rejection counts as `retry`.
   *
   * @param signal aborts the attempt when its time limit passes or the queue closes; what settles at once after that still counts
   */
  send(records: readonly T[], signal: AbortSignal): Promise<AttemptResult>;
  /** Releases sockets. Called once, after the last attempt. */
  close?(): void;
}
