import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeReceivers, receive } from '../record-receiver.spec-server.js';
import { closeQueues, queueTo } from '../test-queue.spec-rig.js';
import { Spool } from './spool.js';
import { SpoolFolders } from './spool-folders.js';

describe('the folders of the spool', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'spool-'));
  });

  afterEach(async () => {
    vi.useRealTimers();
    await closeQueues();
    closeReceivers();
    await rm(dir, { recursive: true, force: true });
  });

  const aliveFile = async (): Promise<string> => {
    const names = await readdir(dir);
    return join(dir, names.find((name) => name.endsWith('.alive')) ?? '');
  };

  it("tell of life by the file system's clock, not by the process's own", async () => {
    const folders = new SpoolFolders(dir);
    const path = await aliveFile();
    const longAgo = new Date(0);
    await utimes(path, longAgo, longAgo);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });

    await folders.signLife();

    vi.useRealTimers();
    const { mtimeMs } = await stat(path);
    expect(Math.abs(mtimeMs - Date.now())).toBeLessThan(60_000);
  });

  it('tell of life again when somebody removed the sign', async () => {
    const folders = new SpoolFolders(dir);
    await rm(await aliveFile());

    await folders.signLife();

    await expect(stat(await aliveFile())).resolves.toMatchObject({});
  });

  it('leave that of a process that lives here, though its sign is not there', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(child, 'spawn');
    const host = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '-');
    const name = `${host}_${String(child.pid)}_0123456789ab`;
    await mkdir(join(dir, name));

    const folders = new SpoolFolders(dir);
    await expect(folders.takeOver()).resolves.toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(folders.takeOver()).resolves.toHaveLength(1);
  });

  it('are made anew when they were removed or taken, and records are kept', async () => {
    const away = await receive(() => ({ status: 503 }));
    const spool = new Spool({ dir });
    const { queue } = queueTo(away.url, { spool });
    queue.enqueue('a record');
    await rm(dir, { recursive: true });

    await queue.close();

    expect(queue.figures()).toMatchObject({
      spooled: 1,
      dropped: { spool_failed: 0 },
    });
    await spool.close();
  });

  it('give back all that is in them, whatever else lies there', async () => {
    const left = join(dir, 'elsewhere_1_0123456789ab');
    await mkdir(join(left, 'a.folder'), { recursive: true });
    await writeFile(join(left, 'test.1.3.1.spool'), 'TLMSPL01');
    const longAgo = new Date(0);
    await utimes(left, longAgo, longAgo);
    const spool = new Spool({ dir });

    await expect.poll(() => spool.figures().files).toBe(1);
    await spool.close();
  });
});
