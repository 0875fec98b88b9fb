/** Why a record did not arrive. */
export type DropReason =
  'queue_full' | 'refused' | 'shutdown' | 'record_too_large' | 'encode_failed';

/** Exact counts of one queue since its start. accepted = delivered + dropped after acceptance + queued. */
export interface DeliveryFigures {
  /** Records taken into the queue. */
  readonly accepted: number;
  /** Records the vendor acknowledged. */
  readonly delivered: number;
  /** Attempts that had to be repeated. */
  readonly retried: number;
  /** Records lost, by reason. `queue_full`, `record_too_large` and `encode_failed` were never accepted. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Records waiting or in flight. */
  readonly queued: number;
  /** Bytes waiting or in flight. */
  readonly queuedBytes: number;
  /** Age of the oldest waiting record in milliseconds; 0 when none waits. */
  readonly oldestAgeMs: number;
}

export class DeliveryCounters {
  accepted = 0;
  delivered = 0;
  retried = 0;
  readonly dropped: Record<DropReason, number> = {
    queue_full: 0,
    refused: 0,
    shutdown: 0,
    record_too_large: 0,
    encode_failed: 0,
  };
}
