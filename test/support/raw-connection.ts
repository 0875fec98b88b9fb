import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { HttpAnswer } from './http-answer.js';
import { readAnswers } from './read-answers.js';

/** Longest wait for an answer, in milliseconds. */
const DEADLINE_MS = 10_000;

/** A connection of which every byte is the test's own choice. */
export class RawConnection {
  private received = '';

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (bytes: string) => {
      this.received += bytes;
    });
    // A reset is an end as well; the answers tell how far they came.
    socket.on('error', () => undefined);
  }

  /** @param origin of the API */
  static async open(origin: string): Promise<RawConnection> {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Writes text as it stands. */
  write(text: string): this {
    this.socket.write(text);
    return this;
  }

  /** Writes the head of a request and, where given, its body; `host` is added. */
  send(
    requestLine: string,
    headers: Readonly<Record<string, string>> = {},
    body = '',
  ): this {
    const fields = Object.entries({ host: 'localhost', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    return this.write([requestLine, ...fields, '', body].join('\r\n'));
  }

  /**
   * The responses so far, once there are `count`, or as many as came before the other side closed.
   *
   * @throws Error with what was received, after 10 seconds
   */
  async answers(count: number): Promise<readonly HttpAnswer[]> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    for (;;) {
      const answers = readAnswers(this.received, this.socket.closed);
      if (answers.length >= count || this.socket.closed) {
        return answers;
      }
      await this.progress(signal);
    }
  }

  /** Waits until the other side has closed; what it sent before are the answers. */
  async closed(): Promise<readonly HttpAnswer[]> {
    return this.answers(Number.POSITIVE_INFINITY);
  }

  /** Leaves without a word, whatever is under way. */
  leave(): void {
    this.socket.destroy();
  }

  /** Waits for the first bytes of an answer. */
  async begun(): Promise<void> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    while (this.received === '' && !this.socket.closed) {
      await this.progress(signal);
    }
  }

  private async progress(signal: AbortSignal): Promise<void> {
    const settled = new AbortController();
    const either = AbortSignal.any([signal, settled.signal]);
    try {
      await Promise.race([
        once(this.socket, 'data', { signal: either }),
        once(this.socket, 'close', { signal: either }),
      ]);
    } catch (cause) {
      const got = JSON.stringify(this.received.slice(0, 500));
      throw new Error(`No further answer; received so far: ${got}`, { cause });
    } finally {
      settled.abort();
    }
  }
}
