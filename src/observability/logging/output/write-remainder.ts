import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Time that a process which is about to exit waits for a reader that doesn't keep up, in milliseconds. */
const MAX_WAIT_MS = 500;
const PAUSE_MS = 5;

/** Writes `text` before returning: straight to the stream's descriptor where it has one. Gives up rather than hang or throw. */
export function writeRemainder(destination: Writable, text: string): void {
  const descriptor: unknown = Reflect.get(destination, 'fd');
  if (typeof descriptor !== 'number') {
    destination.write(text);
    return;
  }
  let rest = Buffer.from(text);
  const until = Date.now() + MAX_WAIT_MS;
  while (rest.byteLength > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) {
        return;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

/** EAGAIN: a pipe without blocking, and full. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
