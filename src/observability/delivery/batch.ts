import type { Entry } from './record-lane.js';

/** Records of one file of the spool, from when it is read until the last of them is settled. */
export interface BatchFile {
  /** Records that could be read of it. */
  readonly records: number;
  /** Those that are not settled yet. */
  left: number;
  /** Deletes the file. */
  remove(): void;
}

/** Records that are sent together, until each of them is settled. The most important stand first. */
export interface Batch<T> {
  readonly entries: Entry<T>[];
  readonly file?: BatchFile;
  /** Failed attempts that the vendor did answer. */
  answeredFailures: number;
  /** Those of them between which, and the one before, others were delivered. */
  timesPassed: number;
  /** Records that the queue had delivered when this batch last failed so; undefined before that. */
  deliveredBefore: number | undefined;
}

export function batchOf<T>(entries: Entry<T>[], file?: BatchFile): Batch<T> {
  return {
    entries,
    answeredFailures: 0,
    timesPassed: 0,
    deliveredBefore: undefined,
    ...(file === undefined ? {} : { file }),
  };
}

/** Notes a failure that the vendor answered with, when the queue had delivered so many records. */
export function noteFailure<T>(batch: Batch<T>, delivered: number): void {
  batch.answeredFailures += 1;
  if (delivered > (batch.deliveredBefore ?? delivered)) {
    batch.timesPassed += 1;
  }
  batch.deliveredBefore = delivered;
}

/** Both halves, as new batches of the same file. */
export function halvesOf<T>({ entries, file }: Batch<T>): [Batch<T>, Batch<T>] {
  const middle = entries.length >> 1;
  return [
    batchOf(entries.slice(0, middle), file),
    batchOf(entries.slice(middle), file),
  ];
}

/** What a batch carries, as its limit counts it. */
export function bytesOf<T>({ entries }: Batch<T>): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}
