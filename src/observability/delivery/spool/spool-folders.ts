import { mkdirSync, writeFileSync } from 'node:fs';
import {
  mkdir,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import {
  isGone,
  ownerOf,
  type SpoolOwner,
  thisProcess,
} from './spool-owner.js';

/** The spool's directory can't be used; `message` says why and what to do. */
class SpoolUnusable extends Error {
  override readonly name = 'SpoolUnusable';
  readonly code = 'SPOOL_UNUSABLE';
}

/**
 * The folders in the spool's directory: one for each process, that only its process touches, beside a file whose time is
 * its sign of life. A process takes over the folder of one that ended by giving it a name of its own, which succeeds for
 * one process only.
 */
export class SpoolFolders {
  /** Where this process writes. */
  readonly own: string;
  private readonly self: SpoolOwner;
  private readonly alive: string;
  private taken = 0;

  /**
   * @param directory made when it is missing, for its owner alone
   * @throws SpoolUnusable
   */
  constructor(private readonly directory: string) {
    this.self = thisProcess();
    this.own = join(directory, this.self.id);
    this.alive = aliveFile(directory, this.self);
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      // Before the folder: without it, another process would take the folder over.
      writeFileSync(this.alive, '', { mode: 0o600 });
      mkdirSync(this.own, { mode: 0o700 });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SpoolUnusable(
        `The spool directory ${directory} can't be used (${reason}); make it writable or set another`,
        { cause: error },
      );
    }
  }

  /** Tells other processes that this one lives. A write, as that leaves the time to the file system's clock. */
  async signLife(): Promise<void> {
    await writeFile(this.alive, '.', { mode: 0o600 });
  }

  /** Makes the folder of this process anew, where somebody removed it or took it over. */
  async restore(): Promise<void> {
    await mkdir(this.own, { recursive: true, mode: 0o700 });
  }

  /** Takes over what ended processes left behind. @returns paths of their folders, whose files are this process's now */
  async takeOver(): Promise<readonly string[]> {
    const folders: string[] = [];
    const { mtimeMs: now } = await stat(this.alive);
    for (const name of await readdir(this.directory)) {
      const owner = ownerOf(name);
      if (owner !== undefined && (await this.isGone(owner, name, now))) {
        const folder = await this.take(name);
        if (folder !== undefined) {
          folders.push(folder);
          await rm(aliveFile(this.directory, owner), { force: true });
        }
      }
    }
    return folders;
  }

  /** Leaves nothing behind but folders with files in them. */
  async close(): Promise<void> {
    const names = await readdir(this.directory);
    const left = await Promise.all(
      names
        .filter((name) => ownerOf(name)?.id === this.self.id)
        .map((name) => removeIfEmpty(join(this.directory, name))),
    );
    if (left.every(Boolean)) {
      await rm(this.alive, { force: true });
    }
  }

  private async isGone(
    owner: SpoolOwner,
    folder: string,
    now: number,
  ): Promise<boolean> {
    const seen =
      (await timeOf(aliveFile(this.directory, owner))) ??
      // A process makes its folder first; and a sign of life can be removed.
      (await timeOf(join(this.directory, folder)));
    return isGone(owner, this.self, now - (seen ?? now));
  }

  private async take(name: string): Promise<string | undefined> {
    this.taken += 1;
    const folder = `${this.own}~${String(this.taken)}`;
    try {
      await rename(join(this.directory, name), folder);
      return folder;
    } catch {
      // Another process was faster.
      return undefined;
    }
  }
}

function aliveFile(directory: string, { id }: SpoolOwner): string {
  return join(directory, `${id}.alive`);
}

/** When it was last changed, in milliseconds since the epoch; undefined when it is not there. */
async function timeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch {
    return false;
  }
}
