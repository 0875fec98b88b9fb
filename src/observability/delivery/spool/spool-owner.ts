import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Age of a sign of life beyond which its process counts as gone, in milliseconds. */
const GONE_AFTER_MS = 60_000;
/** The name of a process in the spool, and of a folder that it took over from another. */
const OWNER = /^([A-Za-z0-9.-]+)_(\d+)_([0-9a-f]{12})(?:~\d+)?$/;

/** Where a process that keeps files in the spool runs. */
export interface SpoolOwner {
  /** Unique among all processes that ever used the spool. */
  readonly id: string;
  readonly host: string;
  readonly pid: number;
}

export function thisProcess(): SpoolOwner {
  const host = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '-') || 'host';
  const { pid } = process;
  return {
    id: `${host}_${String(pid)}_${randomBytes(6).toString('hex')}`,
    host,
    pid,
  };
}

/** The owner of a folder; undefined for folders that are none of the spool's. */
export function ownerOf(folder: string): SpoolOwner | undefined {
  const [, host, pid, random] = OWNER.exec(folder) ?? [];
  return host === undefined || pid === undefined || random === undefined
    ? undefined
    : { id: `${host}_${pid}_${random}`, host, pid: Number(pid) };
}

/**
 * Whether the process behind a folder has ended. On the same host the system knows, as far as process ids tell: one that
 * equals our own was our predecessor's in this container. Elsewhere, and where an id may have been given anew, a sign of
 * life that is too old decides.
 *
 * @param silentMs time since its last sign of life by the file system's clock, in milliseconds
 */
export function isGone(
  owner: SpoolOwner,
  self: SpoolOwner,
  silentMs: number,
): boolean {
  if (owner.id === self.id) {
    return false;
  }
  const isKnownGone =
    owner.host === self.host &&
    (owner.pid === self.pid || !hasProcess(owner.pid));
  return isKnownGone || silentMs > GONE_AFTER_MS;
}

function hasProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(
      error instanceof Error &&
      'code' in error &&
      error.code === 'ESRCH'
    );
  }
}
