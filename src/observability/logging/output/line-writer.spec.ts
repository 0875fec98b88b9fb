import { Writable } from 'node:stream';
import { TroubleReporter } from '../../delivery/index.js';
import { LineWriter } from './line-writer.js';

/** A stream whose reader takes a write only when told to. */
function slowStream() {
  const taken: string[] = [];
  const held: (() => void)[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      taken.push(String(chunk));
      held.push(done);
    },
  });
  return { stream, taken, release: () => held.shift()?.() };
}

function quietTrouble() {
  const reports: string[] = [];
  const trouble = new TroubleReporter('lines', (line) => reports.push(line));
  return { trouble, reports };
}

describe('LineWriter', () => {
  it('writes many lines at once, in order', async () => {
    const { stream, taken, release } = slowStream();
    const writer = new LineWriter(stream);
    for (let line = 0; line < 100; line += 1) {
      writer.write(`line ${String(line)}`);
    }
    const flushed = writer.flush();
    release();
    expect(await flushed).toBe(true);
    expect(taken).toHaveLength(1);
    expect(taken[0]?.split('\n').slice(0, 2)).toEqual(['line 0', 'line 1']);
    await expect.poll(() => writer.figures().written).toBe(100);
  });

  it('writes a lone line without being asked', async () => {
    const { stream, taken } = slowStream();
    new LineWriter(stream).write('alone');
    await expect.poll(() => taken).toEqual(['alone\n']);
  });

  it('keeps no more than its bound for a reader who is slow, and goes on when he is back', async () => {
    const { stream, taken, release } = slowStream();
    const { trouble, reports } = quietTrouble();
    const writer = new LineWriter(stream, {
      maxBufferedBytes: 100_000,
      trouble,
    });
    const line = 'x'.repeat(999);
    for (let count = 0; count < 1000; count += 1) {
      writer.write(line);
    }
    const { dropped } = writer.figures();
    expect(dropped).toBeGreaterThan(800);
    expect(reports).toEqual([
      'telemetry: lines: 1 lines dropped: its reader is too slow\n',
    ]);
    expect(await writer.flush(1)).toBe(false);
    const flushed = writer.flush();
    const turn = setInterval(release, 1);
    expect(await flushed).toBe(true);
    clearInterval(turn);
    await expect.poll(() => writer.figures().written).toBe(1000 - dropped);
    expect(taken.join('').split('\n')).toHaveLength(1000 - dropped + 1);
  });

  it('cuts no line in two, whatever the bytes', async () => {
    const { stream, taken, release } = slowStream();
    const writer = new LineWriter(stream);
    for (let count = 0; count < 20_000; count += 1) {
      writer.write(`€😀 ${String(count)}`);
    }
    const turn = setInterval(release, 1);
    expect(await writer.flush()).toBe(true);
    clearInterval(turn);
    expect(taken.length).toBeGreaterThan(1);
    expect(taken.every((chunk) => chunk.endsWith('\n'))).toBe(true);
    for (const chunk of taken) {
      expect(Buffer.byteLength(chunk)).toBeLessThanOrEqual(65_536);
    }
  });

  it('neither throws nor keeps lines when the reader has left', async () => {
    const { trouble, reports } = quietTrouble();
    const stream = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('broken'), { code: 'EPIPE' }));
      },
    });
    const writer = new LineWriter(stream, { trouble });
    writer.write('a');
    writer.write('b');
    expect(await writer.flush()).toBe(true);
    await expect.poll(() => writer.figures().dropped).toBe(2);
    writer.write('c');
    expect(writer.figures()).toEqual({ written: 0, dropped: 3 });
    expect(reports).toHaveLength(1);
  });
});
