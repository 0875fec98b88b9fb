import type { Transport } from './attempt-result.js';
import type { BackoffOptions } from './backoff.js';
import type { MemoryBudget } from './memory-budget.js';
import type { Priority } from './priority.js';
import type { RecordCodec, Spool } from './spool/index.js';
import type { TroubleReporter } from './trouble-reporter.js';

/** What is still on its way into a queue: a flush waits for it, and it counts as queued. */
interface Upstream {
  /** Records that will still be offered, or counted as dropped. */
  readonly size: number;
  /** Resolves when those of now are; never rejects. */
  settled(): Promise<unknown>;
  /** Asks to hold nothing back, until the returned function is called. @default nothing is held back */
  hurry?(): () => void;
}

/** What a sink says of its queue. */
export interface SinkOptions<T> {
  /** Name of the sink, as figures, trouble lines and spool files call it: lower-case letters and hyphens. */
  readonly name: string;
  readonly transport: Transport<T>;
  /** Size of a record in bytes as batches count it, on the wire as far as that is known. */
  readonly sizeOf: (record: T) => number;
  /** Bytes that a record takes in memory. @default sizeOf */
  readonly memoryOf?: (record: T) => number;
  /** What a record is worth when memory is spent. */
  readonly priorityOf: (record: T) => Priority;
  /** How records are kept on disk. */
  readonly codec: RecordCodec<T>;
  /** Brings a record into its smallest form when it has to wait for long; `memoryOf` is asked again then. @default none has another */
  readonly park?: (record: T) => void;
  /** @default none */
  readonly upstream?: Upstream;
  /** Bytes of one batch. @default 1048576 */
  readonly maxBatchBytes?: number;
  /** Records of one batch. @default 512 */
  readonly maxBatchRecords?: number;
  /** Records that need not wait for more; those that come until the batch can go, go with it. @default maxBatchRecords */
  readonly enoughRecords?: number;
  /** Time a record waits for its batch to fill, in milliseconds. @default 1000 */
  readonly maxBatchAgeMs?: number;
  /** Batches in flight at once. @default 2 */
  readonly maxConcurrentBatches?: number;
  /** Time limit of one attempt, in milliseconds; the attempt is aborted. @default 10000 */
  readonly attemptTimeoutMs?: number;
  readonly backoff?: BackoffOptions;
  readonly trouble?: TroubleReporter;
}

/** What a queue shares with the others of its process. */
export interface SharedResources {
  readonly budget: MemoryBudget;
  /** Where what memory can't hold goes; undefined: nowhere. */
  readonly spool?: Spool | undefined;
}
