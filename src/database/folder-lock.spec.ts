import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFile } from './folder-lock.js';

const HOLDER = `
  const { DatabaseSync } = require('node:sqlite');
  new DatabaseSync(process.argv[1]).exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => {}, 1000);`;

describe('claimFile', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claim-'));
    path = join(folder, 'x.lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives a file to one holder at a time', () => {
    const release = claimFile(path);
    expect(() => claimFile(path)).toThrow(
      expect.objectContaining({ code: 'database_in_use' }),
    );
    release();
    claimFile(path)();
  });

  it('respects another process, until it is killed', async () => {
    const holder = spawn(process.execPath, ['-e', HOLDER, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(holder.stdout, 'data');
      expect(() => claimFile(path)).toThrow(/DATABASE_URL/);
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    claimFile(path)();
  });
});
