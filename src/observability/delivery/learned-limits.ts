import type { BatchLimits } from './record-buffer.js';

/** How long a size that a vendor refused is stayed below, in milliseconds. */
const REMEMBERED_MS = 600_000;
/** The part of the configured size that is not gone below, whatever was refused: smaller batches take more time than halving does. */
const LEAST_SHARE = 1 / 16;

/** The limits of a batch: as configured, and below what the vendor has refused as too large of late. */
export class LearnedLimits {
  /** What holds now. */
  private limits: BatchLimits;
  private until = Number.POSITIVE_INFINITY;

  constructor(private readonly configured: BatchLimits) {
    this.limits = configured;
  }

  get current(): BatchLimits {
    if (performance.now() > this.until) {
      this.limits = this.configured;
      this.until = Number.POSITIVE_INFINITY;
    }
    return this.limits;
  }

  /** Keeps batches to half of what was refused, for ten minutes: each would only be sent to be halved. */
  tooLarge(bytes: number): void {
    const { maxBatchRecords, maxBatchBytes } = this.current;
    this.limits = {
      maxBatchRecords,
      maxBatchBytes: Math.max(
        this.configured.maxBatchBytes * LEAST_SHARE,
        Math.min(maxBatchBytes, bytes / 2),
      ),
    };
    this.until = performance.now() + REMEMBERED_MS;
  }
}
