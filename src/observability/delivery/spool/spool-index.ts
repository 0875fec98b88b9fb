import type { Priority } from '../priority.js';
import { deliveredBefore, type SpoolFile } from './spool-file.js';

/** Which files there are, and how many bytes they take together. */
export class SpoolIndex {
  private readonly waiting = new Map<string, SpoolFile[]>();
  private bytes = 0;
  private count = 0;

  constructor(readonly maxBytes: number) {}

  /** Bytes of all files, those being written or delivered included. */
  get usedBytes(): number {
    return this.bytes;
  }

  /** Files that wait or are being delivered. */
  get files(): number {
    return this.count;
  }

  of(sink: string): readonly SpoolFile[] {
    return this.waiting.get(sink) ?? [];
  }

  next(sink: string): SpoolFile | undefined {
    return this.waiting.get(sink)?.[0];
  }

  add(file: SpoolFile): void {
    const files = this.waiting.get(file.sink) ?? [];
    this.waiting.set(file.sink, files);
    const last = files.at(-1);
    files.push(file);
    if (last !== undefined && deliveredBefore(file, last) < 0) {
      files.sort(deliveredBefore);
    }
    this.bytes += file.bytes;
    this.count += 1;
  }

  /** Hands out the next file; it keeps its bytes until it is settled. */
  take(sink: string): SpoolFile | undefined {
    return this.waiting.get(sink)?.shift();
  }

  settle({ bytes }: SpoolFile): void {
    this.bytes -= bytes;
    this.count -= 1;
  }

  /** Holds bytes for a file that is being written. */
  reserve(bytes: number): void {
    this.bytes += bytes;
  }

  release(bytes: number): void {
    this.bytes -= bytes;
  }

  /**
   * Takes out files, for the caller to settle, until `bytes` more fit: the least important first, of these the oldest, and
   * none that is more important than what comes.
   *
   * @returns undefined, with nothing taken, when that can't make room
   */
  makeRoom(
    bytes: number,
    priority: Priority,
  ): readonly SpoolFile[] | undefined {
    let missing = this.bytes + bytes - this.maxBytes;
    if (missing <= 0) {
      return [];
    }
    const gone: SpoolFile[] = [];
    const candidates = [...this.waiting.values()]
      .flat()
      .filter((file) => file.priority <= priority)
      .toSorted((a, b) => a.priority - b.priority || a.sequence - b.sequence);
    for (const file of candidates) {
      if (missing > 0) {
        gone.push(file);
        missing -= file.bytes;
      }
    }
    if (missing > 0) {
      return undefined;
    }
    for (const file of gone) {
      const files = this.waiting.get(file.sink) ?? [];
      files.splice(files.indexOf(file), 1);
    }
    return gone;
  }
}
