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
  /** Records that the queue had delivered when this batch first failed; undefined before that. */
  deliveredBefore: number | undefined;
}

export function batchOf<T>(entries: Entry<T>[], file?: BatchFile): Batch<T> {
  return {
    entries,
    answeredFailures: 0,
    deliveredBefore: undefined,
    ...(file === undefined ? {} : { file }),
  };
}

/** Both halves, as new batches of the same file. */
export function halvesOf<T>({ entries, file }: Batch<T>): [Batch<T>, Batch<T>] {
  const middle = entries.length >> 1;
  return [
    batchOf(entries.slice(0, middle), file),
    batchOf(entries.slice(middle), file),
  ];
}
