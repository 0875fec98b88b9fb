import { PRIORITIES, type Priority } from '../priority.js';

/** A file of the spool: records of one sink and one priority. What it says of itself stands in its name. */
export interface SpoolFile {
  readonly sink: string;
  readonly priority: Priority;
  readonly records: number;
  /** Orders the files of a process. */
  readonly sequence: number;
  /** Whole path. */
  readonly path: string;
  /** Size on disk. */
  readonly bytes: number;
  /** Whether an earlier process wrote it. */
  readonly recovered: boolean;
}

/** What is written completely ends so; anything else is an attempt that was cut off. */
const NAME = /^([a-z][a-z0-9-]*)\.(\d)\.(\d{1,9})\.(\d{1,15})\.spool$/;

export function fileNameOf({
  sink,
  priority,
  records,
  sequence,
}: Pick<SpoolFile, 'sink' | 'priority' | 'records' | 'sequence'>): string {
  return `${sink}.${String(priority)}.${String(records)}.${String(sequence)}.spool`;
}

/** What a name says; undefined for files that are none of the spool's. */
export function parseFileName(
  name: string,
): Pick<SpoolFile, 'sink' | 'priority' | 'records' | 'sequence'> | undefined {
  const [, sink, digit, records, sequence] = NAME.exec(name) ?? [];
  const priority = PRIORITIES.find((it) => String(it) === digit);
  return sink === undefined || priority === undefined
    ? undefined
    : {
        sink,
        priority,
        records: Number(records),
        sequence: Number(sequence),
      };
}

/** Which of two files is delivered first: the more important, then the older. */
export function deliveredBefore(one: SpoolFile, other: SpoolFile): number {
  return other.priority - one.priority || one.sequence - other.sequence;
}
