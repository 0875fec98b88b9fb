import type { Writable } from 'node:stream';
import { LineWriter } from './line-writer.js';
import { outliveStderr } from './outlive-stderr.js';

const writers = new WeakMap<Writable, LineWriter>();

/** The one writer of a stream: two writers would take turns within each other's lines. */
export function writerFor(destination: Writable): LineWriter {
  const known = writers.get(destination);
  if (known !== undefined) {
    return known;
  }
  outliveStderr();
  const writer = new LineWriter(destination);
  writers.set(destination, writer);
  return writer;
}
