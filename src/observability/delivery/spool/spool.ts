import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { outsideRequests } from '../outside-requests.js';
import type { Priority } from '../priority.js';
import { TroubleReporter } from '../trouble-reporter.js';
import {
  decodeFrames,
  encodeFrames,
  type SpooledRecord,
} from './record-frames.js';
import { SpoolFolders } from './spool-folders.js';
import { SpoolIndex } from './spool-index.js';
import { fileNameOf, parseFileName, type SpoolFile } from './spool-file.js';

/** @default bytes of a spool */
const DEFAULT_SPOOL_BYTES = 256 * 1024 * 1024;

export interface SpoolOptions {
  /** Made when it is missing. Processes may share it. */
  readonly dir: string;
  /** Bytes of files that this process keeps there. @default 268435456 */
  readonly maxBytes?: number | undefined;
  /** Time between two looks for what ended processes left, in milliseconds. @default 15000 */
  readonly lookEveryMs?: number;
}

/** Who delivers the files of one sink. */
export interface SpoolReader {
  /** A file of an earlier process is there. */
  recovered(records: number): void;
  /** A file had to go for what is worth more, or newer. */
  lost(records: number): void;
}

/** Why records were not kept. */
export type SpoolFailure = 'spool_full' | 'spool_failed';

/** Bounded files on disk for what memory can't hold; see `SpoolFolders` for how processes share a directory. */
export class Spool {
  readonly dir: string;
  private readonly folders: SpoolFolders;
  private readonly index: SpoolIndex;
  private readonly readers = new Map<string, SpoolReader>();
  private readonly trouble = new TroubleReporter('spool');
  private readonly timer: NodeJS.Timeout;
  private readonly removals = new Set<Promise<void>>();
  private looking: Promise<void> = Promise.resolve();
  private sequence = 0;

  /** @throws SpoolUnusable */
  constructor({ dir, maxBytes, lookEveryMs = 15_000 }: SpoolOptions) {
    this.dir = dir;
    this.folders = new SpoolFolders(dir);
    this.index = new SpoolIndex(maxBytes ?? DEFAULT_SPOOL_BYTES);
    this.look();
    this.timer = setInterval(() => {
      this.look();
    }, lookEveryMs).unref();
  }

  figures(): {
    readonly dir: string;
    readonly maxBytes: number;
    readonly usedBytes: number;
    readonly files: number;
  } {
    const { maxBytes, usedBytes, files } = this.index;
    return { dir: this.dir, maxBytes, usedBytes, files };
  }

  /** Says who delivers a sink's files. */
  join(sink: string, reader: SpoolReader): void {
    this.readers.set(sink, reader);
    for (const { recovered, records } of this.index.of(sink)) {
      if (recovered) {
        reader.recovered(records);
      }
    }
  }

  /** Whether there is something of a sink to deliver. */
  has(sink: string): boolean {
    return this.index.next(sink) !== undefined;
  }

  /**
   * Writes a file, completely or not at all, and waits for the disk.
   *
   * @returns why it could not be kept; undefined when it is
   */
  async write(
    sink: string,
    priority: Priority,
    records: readonly SpooledRecord[],
  ): Promise<SpoolFailure | undefined> {
    const content = encodeFrames(records);
    const bytes = content.byteLength;
    if (!this.makeRoom(bytes, priority)) {
      return 'spool_full';
    }
    this.sequence = Math.max(this.sequence + 1, Date.now() * 100);
    const facts = { sink, priority, records: records.length };
    const name = fileNameOf({ ...facts, sequence: this.sequence });
    const path = join(this.folders.own, name);
    const file = { ...facts, sequence: this.sequence, path, bytes };
    this.index.reserve(bytes);
    try {
      await this.writeInFolder(path, content);
      this.index.add({ ...file, recovered: false });
      return undefined;
    } catch (error) {
      this.trouble.report(`could not write: ${describe(error)}`);
      return 'spool_failed';
    } finally {
      this.index.release(bytes);
    }
  }

  /** Hands out a sink's next file, for whoever removes it once it is delivered or puts it back. */
  take(sink: string): SpoolFile | undefined {
    return this.index.take(sink);
  }

  /** What can be read of a file: all of it, but for damage; nothing when it is gone. Undefined when it can't be read now. */
  async read({
    path,
  }: SpoolFile): Promise<readonly SpooledRecord[] | undefined> {
    try {
      return decodeFrames(await readFile(path));
    } catch (error) {
      this.trouble.report(`could not read: ${describe(error)}`);
      return isMissing(error) ? [] : undefined;
    }
  }

  /** Takes back a file that was handed out. */
  putBack(file: SpoolFile): void {
    this.index.settle(file);
    this.index.add(file);
  }

  /** Deletes a file that was handed out: what is delivered must not be found by the next process. */
  remove(file: SpoolFile): void {
    this.index.settle(file);
    const removal = rm(file.path, { force: true })
      .catch((error: unknown) => {
        this.trouble.report(`could not delete: ${describe(error)}`);
      })
      .finally(() => {
        this.removals.delete(removal);
      });
    this.removals.add(removal);
  }

  /** Waits for files that are being deleted: what is left of them would be delivered again after the next start. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await Promise.all(this.removals);
    await this.folders.close().catch(() => undefined);
  }

  private async writeInFolder(path: string, content: Buffer): Promise<void> {
    try {
      await writeWhole(path, content);
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      await this.folders.restore();
      await writeWhole(path, content);
    }
  }

  private makeRoom(bytes: number, priority: Priority): boolean {
    const gone = this.index.makeRoom(bytes, priority);
    for (const file of gone ?? []) {
      this.readers.get(file.sink)?.lost(file.records);
      this.remove(file);
    }
    return gone !== undefined;
  }

  private look(): void {
    this.looking = outsideRequests(async () => {
      try {
        await this.folders.signLife();
        for (const folder of await this.folders.takeOver()) {
          await this.recover(folder);
        }
      } catch (error) {
        this.trouble.report(`could not look into it: ${describe(error)}`);
      }
    });
  }

  private async recover(folder: string): Promise<void> {
    for (const name of await readdir(folder)) {
      try {
        await this.recoverFile(join(folder, name), parseFileName(name));
      } catch (error) {
        this.trouble.report(`could not take over: ${describe(error)}`);
      }
    }
  }

  private async recoverFile(
    path: string,
    facts: ReturnType<typeof parseFileName>,
  ): Promise<void> {
    if (facts === undefined) {
      // What was cut off while it was written was never counted as kept.
      await rm(path, { force: true });
      return;
    }
    const { size } = await stat(path);
    this.index.add({ ...facts, path, bytes: size, recovered: true });
    this.readers.get(facts.sink)?.recovered(facts.records);
  }
}

/** Writes under another name, waits for the disk, then gives the file its name: half a file is never found under it. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(content);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
