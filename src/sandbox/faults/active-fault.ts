import type { Fault } from './fault.js';

/** A fault from its beginning to its end, with what it did. */
export class ActiveFault {
  readonly fault: Fault;
  /** When it began, milliseconds since the epoch. */
  readonly begunAt = Date.now();
  readonly #onEnd = new Set<() => void>();
  #hits = 0;
  #rejected = 0;
  #seen = 0;
  #ended = false;

  constructor(fault: Fault) {
    this.fault = fault;
  }

  /** Requests and datagrams hit. */
  get hits(): number {
    return this.#hits;
  }

  /** Single records refused. */
  get rejected(): number {
    return this.#rejected;
  }

  /** Milliseconds until it ends by itself; `null` when it waits to be cleared. */
  get remainingMs(): number | null {
    const { durationMs } = this.fault;
    return durationMs === undefined
      ? null
      : Math.max(0, this.begunAt + durationMs - Date.now());
  }

  /** Whether chance has the fault hit this request. */
  draws(): boolean {
    if (this.fault.type === 'refuse') return true;
    const { probability } = this.fault;
    return probability >= 1 || Math.random() < probability;
  }

  /** Counts a request or datagram that was hit, and the records it lost. */
  hit(rejected = 0): void {
    this.#hits += 1;
    this.#rejected += rejected;
  }

  /** Whether the record met next is the n-th of a `partial` fault. */
  picksNext(): boolean {
    if (this.fault.type !== 'partial') return false;
    this.#seen += 1;
    return this.#seen % this.fault.everyNth === 0;
  }

  /** Calls back when the fault ends, at once when it has; returns how to stop it. */
  onEnd(callback: () => void): () => void {
    if (this.#ended) {
      callback();
      return () => undefined;
    }
    this.#onEnd.add(callback);
    return () => {
      this.#onEnd.delete(callback);
    };
  }

  /** Waits that many milliseconds, or until the fault ends. */
  wait(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const forget = this.onEnd(resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      forget();
    });
  }

  /** Ends it. */
  end(): void {
    this.#ended = true;
    const callbacks = [...this.#onEnd];
    this.#onEnd.clear();
    for (const callback of callbacks) callback();
  }
}
