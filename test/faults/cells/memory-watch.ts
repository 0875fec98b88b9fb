import type { AppProgram } from '../process/app.js';
import { passing } from '../process/until.js';

/** Time between two looks, in milliseconds. */
const LOOK_MS = 250;

/** Watches how much memory a process has, from outside. */
export class MemoryWatch {
  #going = true;
  #peak = 0;
  #watching: Promise<void> = Promise.resolve();

  static start(app: AppProgram): MemoryWatch {
    const watch = new MemoryWatch();
    watch.#watching = watch.#run(app);
    return watch;
  }

  /** @returns the largest resident set seen, in bytes */
  async stop(): Promise<number> {
    this.#going = false;
    await this.#watching;
    return this.#peak;
  }

  async #run(app: AppProgram): Promise<void> {
    while (this.#going) {
      const { rss } = await app.measure('now');
      this.#peak = Math.max(this.#peak, rss);
      await passing(LOOK_MS);
    }
  }
}
