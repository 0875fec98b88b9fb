import { type Batch, batchOf } from '../batch.js';
import type { DropReason } from '../delivery-figures.js';
import { PRIORITIES } from '../priority.js';
import type { BatchLimits } from '../record-buffer.js';
import type { Entry } from '../record-lane.js';
import type { RecordCodec } from './record-codec.js';
import { frameBytes, type SpooledRecord } from './record-frames.js';
import type { Spool } from './spool.js';
import type { SpoolFile } from './spool-file.js';

/** Bytes that may wait to be written; a disk that is slower than that loses what comes, counted. */
const MAX_WRITING_BYTES = 16 * 1024 * 1024;
/** Bytes of a file, as a rule. */
const FILE_BYTES = 1024 * 1024;
const FILE_LIMITS: BatchLimits = {
  maxBatchRecords: Number.POSITIVE_INFINITY,
  maxBatchBytes: FILE_BYTES,
};
/** Time that a record waits for others to share its file, in milliseconds. */
const GATHER_MS = 50;

/** Time until a file that could not be read is tried again, in milliseconds. */
const READ_AGAIN_MS = 1000;

/** What one sink needs of its queue. */
export interface SinkSpoolOptions<T> {
  readonly name: string;
  readonly codec: RecordCodec<T>;
  readonly sizeOf: (record: T) => number;
  readonly limits: BatchLimits;
  /** Records of an earlier process were found. */
  readonly onFound: (records: number) => void;
  /** A file is there to be delivered. */
  readonly onWritten: () => void;
  readonly onLost: (records: number, reason: DropReason) => void;
}

/** One sink's records on disk. */
export class SinkSpool<T> {
  private readonly writes = new Set<Promise<void>>();
  private gathered: Entry<T>[] = [];
  private gatheredBytes = 0;
  private writingBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private pending = 0;
  private records = 0;

  constructor(
    private readonly spool: Spool,
    private readonly options: SinkSpoolOptions<T>,
  ) {
    spool.join(options.name, {
      recovered: (records) => {
        this.records += records;
        options.onFound(records);
      },
      lost: (records) => {
        this.lose(records, 'spool_full');
      },
    });
  }

  /** Records on disk that are not settled. */
  get size(): number {
    return this.records;
  }

  /** Records that are still being written. */
  get unwritten(): number {
    return this.pending;
  }

  get hasFiles(): boolean {
    return this.spool.has(this.options.name);
  }

  /** Takes records, to be written soon; what can't be is counted as lost. */
  keep(entries: readonly Entry<T>[]): void {
    for (const entry of entries) {
      if (this.gatheredBytes + this.writingBytes > MAX_WRITING_BYTES) {
        this.options.onLost(1, 'spool_failed');
      } else {
        this.pending += 1;
        this.gathered.push(entry);
        this.gatheredBytes += entry.held;
      }
    }
    if (this.gatheredBytes >= FILE_BYTES) {
      this.writeGathered();
    } else {
      this.timer ??= setTimeout(() => {
        this.writeGathered();
      }, GATHER_MS).unref();
    }
  }

  /** Takes all there is at a close, however much: in memory it is anyway. Resolves when it is written or lost. */
  async keepAll(entries: readonly Entry<T>[]): Promise<void> {
    this.pending += entries.length;
    for (const part of inParts(entries, ({ held }) => held, FILE_LIMITS)) {
      this.gathered = this.gathered.concat(part);
      this.writeGathered();
      if (this.writingBytes > MAX_WRITING_BYTES) {
        await this.written();
      }
    }
    await this.written();
  }

  /** Resolves when everything taken so far is written or lost. */
  async written(): Promise<void> {
    this.writeGathered();
    await Promise.all(this.writes);
  }

  /** The next file as batches; none when there is none, or nothing can be read of it. */
  async load(): Promise<readonly Batch<T>[]> {
    const file = this.spool.take(this.options.name);
    if (file === undefined) {
      return [];
    }
    const records = await this.spool.read(file);
    if (records === undefined) {
      this.readLater(file);
      return [];
    }
    const entries = records.flatMap((record) => this.decode(record, file));
    const damaged = file.records - entries.length;
    if (damaged > 0) {
      this.lose(damaged, 'spool_failed');
    }
    if (entries.length === 0) {
      this.spool.remove(file);
      return [];
    }
    const batchFile = {
      records: entries.length,
      left: entries.length,
      remove: () => {
        this.spool.remove(file);
      },
    };
    return inBatches(entries, this.options.limits).map((part) =>
      batchOf(part, batchFile),
    );
  }

  /** Records of a batch from disk were delivered, refused or written anew. */
  settle(file: NonNullable<Batch<T>['file']>, records: number): void {
    this.records -= records;
    file.left -= records;
    if (file.left === 0) {
      file.remove();
    }
  }

  private readLater(file: SpoolFile): void {
    setTimeout(() => {
      this.spool.putBack(file);
      this.options.onWritten();
    }, READ_AGAIN_MS).unref();
  }

  private writeGathered(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const entries = this.gathered;
    this.gathered = [];
    this.gatheredBytes = 0;
    for (const priority of PRIORITIES) {
      const records = entries
        .filter((entry) => entry.priority === priority)
        .flatMap((entry) => this.encode(entry));
      for (const part of inParts(records, frameBytes, FILE_LIMITS)) {
        const write = this.write(priority, part).finally(() => {
          this.writes.delete(write);
        });
        this.writes.add(write);
      }
    }
  }

  private async write(
    priority: Entry<T>['priority'],
    records: readonly SpooledRecord[],
  ): Promise<void> {
    const bytes = records.reduce((sum, record) => sum + frameBytes(record), 0);
    this.writingBytes += bytes;
    const failure = await this.spool.write(
      this.options.name,
      priority,
      records,
    );
    this.writingBytes -= bytes;
    this.pending -= records.length;
    if (failure === undefined) {
      this.records += records.length;
      this.options.onWritten();
    } else {
      this.options.onLost(records.length, failure);
    }
  }

  private encode({ record, at }: Entry<T>): SpooledRecord[] {
    try {
      const payload = this.options.codec.encode(record);
      return [{ at: Date.now() - performance.now() + at, payload }];
    } catch {
      this.pending -= 1;
      this.options.onLost(1, 'spool_failed');
      return [];
    }
  }

  private decode(
    { at, payload }: SpooledRecord,
    { priority }: SpoolFile,
  ): Entry<T>[] {
    try {
      const record = this.options.codec.decode(payload);
      return [
        {
          record,
          bytes: this.options.sizeOf(record),
          held: payload.byteLength,
          parked: true,
          at: at - Date.now() + performance.now(),
          priority,
        },
      ];
    } catch {
      return [];
    }
  }

  private lose(records: number, reason: DropReason): void {
    this.records -= records;
    this.options.onLost(records, reason);
  }
}

function inBatches<T>(
  entries: readonly Entry<T>[],
  limits: BatchLimits,
): Entry<T>[][] {
  return [...inParts(entries, ({ bytes }) => bytes, limits)];
}

/** Parts within both limits, one item at least. */
function* inParts<T>(
  items: readonly T[],
  bytesOf: (item: T) => number,
  { maxBatchRecords, maxBatchBytes }: BatchLimits,
): Iterable<T[]> {
  let part: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const isFull =
      part.length >= maxBatchRecords || bytes + bytesOf(item) > maxBatchBytes;
    if (part.length > 0 && isFull) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(item);
    bytes += bytesOf(item);
  }
  if (part.length > 0) {
    yield part;
  }
}
