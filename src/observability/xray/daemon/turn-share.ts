/** What work that can wait takes of each turn of the event loop at least, in milliseconds. */
const LEAST_MS = 1;
/** The part of the time that others took in the turn before. */
const SHARE = 0.5;

/**
 * Shares the event loop between work that can wait and all else: a third of the time for the work when there is much to do. A
 * fixed amount a turn would not do, as a turn in which hundreds of requests are answered leaves as much work behind.
 */
export class TurnShare {
  private begunAt = performance.now();
  private msLeft = LEAST_MS;

  /** Whether what the work may take of this turn is used up. */
  get isUsed(): boolean {
    return performance.now() - this.begunAt >= this.msLeft;
  }

  /** Lets others work; resolves in the next turn. */
  async rest(): Promise<void> {
    const restedAt = performance.now();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.begunAt = performance.now();
    this.msLeft = Math.max(LEAST_MS, SHARE * (this.begunAt - restedAt));
  }
}
