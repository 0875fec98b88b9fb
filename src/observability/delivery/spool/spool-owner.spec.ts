import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isGone, ownerOf, thisProcess } from './spool-owner.js';

const self = thisProcess();

describe('the owner of a folder in the spool', () => {
  it('is read from its name, and from that of a folder it took over', () => {
    expect(ownerOf(self.id)).toEqual(self);
    expect(ownerOf(`${self.id}~12`)).toEqual(self);
  });

  it.each(['', 'lost+found', 'a_1_2', `${self.id}.alive`])(
    'is nobody for %j',
    (name) => {
      expect(ownerOf(name)).toBeUndefined();
    },
  );

  it('is never gone when it is this process, and gone when it had our number before', () => {
    expect(isGone(self, self, Number.POSITIVE_INFINITY)).toBe(false);
    expect(isGone({ ...self, id: 'earlier' }, self, 0)).toBe(true);
  });

  it('is gone on this host when its process is', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(child, 'spawn');
    const { pid = 0 } = child;
    const other = { id: 'other', host: self.host, pid };
    expect(isGone(other, self, 0)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isGone(other, self, 0)).toBe(true);
  });

  it('is gone elsewhere when it has been silent for a minute', () => {
    const other = { id: 'other', host: 'elsewhere', pid: process.pid };
    expect(isGone(other, self, 59_000)).toBe(false);
    expect(isGone(other, self, 61_000)).toBe(true);
  });
});
