import type { Writable } from 'node:stream';
import { TroubleReporter } from '../../delivery/index.js';
import { flushAtExit } from './exit-flush.js';
import { LineBuffer } from './line-buffer.js';
import { writeRemainder } from './write-remainder.js';

export interface LineWriterOptions {
  /** Time that a line waits for others to share its write, in milliseconds. @default 5 */
  readonly maxDelayMs?: number;
  /** Bytes that may wait for a slow reader; further lines are dropped and counted. @default 16777216 */
  readonly maxBufferedBytes?: number;
  readonly trouble?: TroubleReporter;
}

/** Bytes handed to the stream at once: what a Linux pipe holds (pipe(7)), so that a reader who keeps up gets it whole. */
const MAX_WRITE_BYTES = 65_536;

/** Errors after which nobody reads any more; after others (a full disk) the next line is tried again. */
const READER_GONE = new Set([
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/**
 * Writes lines to a stream in batches. Never throws and never waits: a reader who falls behind costs the lines beyond the
 * bound, a reader who left costs all further ones, each counted. What waits when the process exits is written then.
 */
export class LineWriter {
  private readonly maxDelayMs: number;
  private readonly maxBufferedBytes: number;
  private readonly trouble: TroubleReporter;
  private readonly buffer = new LineBuffer();
  private readonly counts = { written: 0, dropped: 0 };
  private readonly flushes = new Set<() => void>();
  private unacknowledged = 0;
  private timer: NodeJS.Timeout | undefined;
  private gone = false;

  constructor(
    private readonly destination: Writable,
    options: LineWriterOptions = {},
  ) {
    this.maxDelayMs = options.maxDelayMs ?? 5;
    this.maxBufferedBytes = options.maxBufferedBytes ?? 16 * 1024 * 1024;
    this.trouble = options.trouble ?? new TroubleReporter('standard output');
    destination.on('error', (error) => {
      this.loseReader(error);
    });
  }

  /** @param line without its line end */
  write(line: string): void {
    const bytes = Buffer.byteLength(line) + 1;
    if (this.gone || this.buffer.bytes + bytes > this.maxBufferedBytes) {
      this.drop(1, this.gone ? 'nobody reads it' : 'its reader is too slow');
      return;
    }
    this.buffer.push(line, bytes);
    flushAtExit.add(this);
    if (this.buffer.bytes >= MAX_WRITE_BYTES) {
      this.drain();
    } else {
      this.timer ??= setTimeout(() => {
        this.drain();
      }, this.maxDelayMs).unref();
    }
  }

  /**
   * Writes what waits and waits for the stream to take it.
   *
   * @param deadlineMs milliseconds from now
   * @returns whether everything was taken
   */
  async flush(deadlineMs = 2000): Promise<boolean> {
    this.drain();
    if (!this.isIdle) {
      await new Promise<void>((resolve) => {
        const settle = (): void => {
          clearTimeout(deadline);
          this.flushes.delete(settle);
          resolve();
        };
        const deadline = setTimeout(settle, deadlineMs);
        this.flushes.add(settle);
      });
    }
    return this.isIdle;
  }

  /** For the process's last moment: writes what waits before it returns. */
  flushNow(): void {
    const { text, count } = this.buffer.take(Number.POSITIVE_INFINITY);
    if (count > 0 && !this.gone) {
      // A line of which the stream still holds the end must not run into the next.
      writeRemainder(this.destination, this.isBlocked ? `\n${text}` : text);
      this.counts.written += count;
    }
  }

  figures(): { readonly written: number; readonly dropped: number } {
    return { ...this.counts };
  }

  /** The stream holds bytes that its reader has no room for. */
  private get isBlocked(): boolean {
    return this.unacknowledged > 0 && this.destination.writableLength > 0;
  }

  private get isIdle(): boolean {
    return this.buffer.length === 0 && !this.isBlocked;
  }

  private drain(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (!this.gone && !this.isBlocked && this.buffer.length > 0) {
      const { text, count } = this.buffer.take(MAX_WRITE_BYTES);
      this.unacknowledged += 1;
      this.destination.write(text, (error) => {
        this.acknowledge(count, error);
      });
    }
    if (this.isIdle) {
      flushAtExit.delete(this);
      for (const settle of this.flushes) {
        settle();
      }
    }
  }

  private acknowledge(count: number, error: Error | null | undefined): void {
    this.unacknowledged -= 1;
    if (error) {
      this.drop(count, codeOf(error));
      this.loseReader(error);
    } else {
      this.counts.written += count;
    }
    this.drain();
  }

  private loseReader(error: Error): void {
    if (READER_GONE.has(codeOf(error))) {
      this.gone = true;
      const { count } = this.buffer.take(Number.POSITIVE_INFINITY);
      if (count > 0) {
        this.drop(count, codeOf(error));
      }
      this.drain();
    }
  }

  private drop(lines: number, reason: string): void {
    this.counts.dropped += lines;
    this.trouble.report(`${String(lines)} lines dropped: ${reason}`);
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string'
    ? error.code
    : error.message;
}
