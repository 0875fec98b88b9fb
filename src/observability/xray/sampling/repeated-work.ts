/** Share by which a wait varies, so that instances which start together do not ask together. */
const JITTER = 0.1;

/**
 * A wait, a tenth longer or shorter at the most.
 *
 * @param random from 0 up to 1
 */
export function jittered(intervalMs: number, random: number): number {
  return intervalMs * (1 + JITTER * (2 * random - 1));
}

/** Work done again and again, each time a while after the last has ended, so that slow work never piles up. */
export class RepeatedWork {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  /**
   * @param work must not reject
   * @param intervalMs asked for before each wait; milliseconds
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly intervalMs: () => number,
  ) {}

  /** Begins with a wait. The waits keep no process alive. */
  start(): void {
    if (this.isStopped) {
      return;
    }
    const timer = setTimeout(
      () => void this.round(),
      jittered(this.intervalMs(), Math.random()),
    );
    this.timer = timer.unref();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async round(): Promise<void> {
    await this.work();
    this.start();
  }
}
