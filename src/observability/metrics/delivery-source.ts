/** Figures of one sink, as far as metrics are made of them. */
interface SinkFigures {
  readonly accepted: number;
  readonly recovered?: number;
  readonly delivered: number;
  readonly retried: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly queued: number;
  readonly queuedBytes: number;
  readonly spooled?: number;
  readonly oldestAgeMs: number;
  readonly circuit?: 'closed' | 'open';
}

/** Where the figures of delivery come from: the registry of all queues. */
export interface DeliverySource {
  figures(): Readonly<Record<string, SinkFigures>>;
  /** The memory that all sinks share. */
  budget?(): { readonly usedBytes: number; readonly maxBytes: number };
  /** What is on disk; undefined without a spool. */
  spool?():
    { readonly usedBytes: number; readonly maxBytes: number } | undefined;
}
