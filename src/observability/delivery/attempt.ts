import type { AttemptResult, Transport } from './attempt-result.js';
import { outsideRequests } from './outside-requests.js';

/** Time in which a transport whose attempt was cut short can still tell what arrived, in milliseconds. */
const LAST_WORD_MS = 50;

/** Makes attempts, each within a time limit, and all of them ended at once when that is asked. */
export class Attempts<T> {
  private readonly running = new Set<AbortController>();

  /** @param timeoutMs limit of one attempt, in milliseconds */
  constructor(
    private readonly transport: Transport<T>,
    private readonly timeoutMs: number,
  ) {}

  /**
   * Sends once. Settles at the limit, or `LAST_WORD_MS` after it, even when the transport does not heed its signal. Never
   * rejects.
   */
  async make(records: readonly T[]): Promise<AttemptResult> {
    const controller = new AbortController();
    const { signal } = controller;
    const limit = setTimeout(() => {
      controller.abort('late');
    }, this.timeoutMs).unref();
    this.running.add(controller);
    try {
      return await Promise.race([
        outsideRequests(() => this.transport.send(records, signal)),
        aborted(signal),
      ]);
    } catch (error) {
      const reason =
        signal.reason === 'late'
          ? `no answer within ${String(this.timeoutMs)} ms`
          : describe(error);
      return { outcome: 'retry', reason };
    } finally {
      clearTimeout(limit);
      this.running.delete(controller);
    }
  }

  abort(): void {
    for (const controller of this.running) {
      controller.abort('closed');
    }
  }

  close(): void {
    this.transport.close?.();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        setTimeout(() => {
          reject(new Error('aborted'));
        }, LAST_WORD_MS).unref();
      },
      { once: true },
    );
  });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'the attempt failed';
  }
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : error.message;
}
