import { setTimeout as delay } from 'node:timers/promises';

/** What listens on a port. */
interface PortListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Pause between two attempts to bind a port again, milliseconds. */
const RETRY_MS = 50;
/** How long `open` tries by default, milliseconds. */
const OPEN_TIMEOUT_MS = 10_000;

/** A listener that can be taken off its port and put back on the same one; one change after the other. */
export class SwitchablePort {
  readonly #listen: (port: number) => Promise<PortListener>;
  #listener: PortListener | undefined;
  #work: Promise<void> = Promise.resolve();
  #closed = false;
  /** The port, also while nothing listens on it. */
  readonly port: number;

  private constructor(
    listener: PortListener,
    listen: (port: number) => Promise<PortListener>,
  ) {
    this.#listener = listener;
    this.port = listener.port;
    this.#listen = listen;
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for a free one.
   * @throws the system's error, for example with code `EADDRINUSE`.
   */
  static async start(
    port: number,
    listen: (port: number) => Promise<PortListener>,
  ): Promise<SwitchablePort> {
    return new SwitchablePort(await listen(port), listen);
  }

  /** Takes the listener off its port; what it has begun to answer is still answered. */
  shut(): Promise<void> {
    return this.#next(async () => {
      const listener = this.#listener;
      this.#listener = undefined;
      await listener?.close();
    });
  }

  /**
   * Puts the listener back on its port. While another process has the number,
   * it is tried again and again.
   *
   * @param timeoutMs How long to try, milliseconds.
   * @throws the system's error when the time is up.
   */
  open(timeoutMs = OPEN_TIMEOUT_MS): Promise<void> {
    return this.#next(async () => {
      const deadline = Date.now() + timeoutMs;
      while (!this.#listener && !this.#closed) {
        try {
          this.#listener = await this.#listen(this.port);
        } catch (error) {
          if (Date.now() >= deadline) throw error;
          await delay(RETRY_MS);
        }
      }
    });
  }

  /** Stops for good; resolves once the port is free. */
  close(): Promise<void> {
    this.#closed = true;
    return this.shut();
  }

  #next(change: () => Promise<void>): Promise<void> {
    const done = this.#work.then(change);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
