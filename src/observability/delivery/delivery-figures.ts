/** Exact counts of one queue since its start. accepted + recovered = delivered + dropped after acceptance + queued + spooled. */
export interface DeliveryFigures {
  /** Records taken into the queue. */
  readonly accepted: number;
  /** Records found in the spool of an earlier process. */
  readonly recovered: number;
  /** Records the vendor acknowledged. */
  readonly delivered: number;
  /** Attempts that had to be repeated. */
  readonly retried: number;
  /** Records lost, by reason. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Records waiting or in flight in memory, or being written to the spool. */
  readonly queued: number;
  /** Bytes of memory they take. */
  readonly queuedBytes: number;
  /** Records that wait on disk, in the spool. */
  readonly spooled: number;
  /** Age of the oldest record in memory in milliseconds; 0 when there is none. */
  readonly oldestAgeMs: number;
  /** Whether the vendor answers: `open` from a failed attempt to the next answer. */
  readonly circuit: 'closed' | 'open';
}

/** Why a record that was offered never was accepted. */
const NEVER_ACCEPTED = [
  /** Memory was full of what is worth more. */
  'memory_full',
  'record_too_large',
  'encode_failed',
  /** Offered after the close. */
  'closed',
] as const;

/** Why an accepted record did not arrive. */
const LOST = [
  /** Made room for what is worth more, or newer. */
  'evicted',
  /** The vendor finally refused it. */
  'refused',
  /** Still in memory when the process ended. */
  'shutdown',
  /** No longer true when it could have been delivered. */
  'outdated',
  /** The spool reached its size. */
  'spool_full',
  /** The disk failed, was too slow, or lost what was written. */
  'spool_failed',
] as const;

export type DropReason =
  (typeof NEVER_ACCEPTED)[number] | (typeof LOST)[number];

export class DeliveryCounters {
  accepted = 0;
  recovered = 0;
  delivered = 0;
  retried = 0;
  readonly dropped: Record<DropReason, number> = {
    memory_full: 0,
    record_too_large: 0,
    encode_failed: 0,
    closed: 0,
    evicted: 0,
    refused: 0,
    shutdown: 0,
    outdated: 0,
    spool_full: 0,
    spool_failed: 0,
  };
}

/** What a stop left behind, for a person: `3 lost (shutdown)`, `5 in the spool`. */
export function lossesOf({
  dropped,
  queued,
  spooled,
}: DeliveryFigures): readonly string[] {
  const losses = [...NEVER_ACCEPTED, ...LOST]
    .filter((reason) => dropped[reason] > 0)
    .map((reason) => `${String(dropped[reason])} lost (${reason})`);
  return [
    ...losses,
    ...(queued > 0 ? [`${String(queued)} lost (shutdown)`] : []),
    ...(spooled > 0 ? [`${String(spooled)} in the spool`] : []),
  ];
}
