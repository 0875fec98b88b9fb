import { Writable } from 'node:stream';

/** Standard output, kept instead of shown. */
export class CollectedLines extends Writable {
  private text = '';

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: () => void,
  ): void {
    this.text += chunk.toString();
    done();
  }

  /** What was written so far, parsed. */
  lines(): Record<string, unknown>[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Record<string, unknown> => JSON.parse(line));
  }
}
