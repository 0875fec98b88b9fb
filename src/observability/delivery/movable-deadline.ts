/** A moment that can come earlier than was said first, and never later. */
export class MovableDeadline {
  private timer: NodeJS.Timeout | undefined;
  private at = Number.POSITIVE_INFINITY;
  private reach: () => void = () => undefined;

  /** Resolves when the moment has come. Keeps the process alive until then, or until `clear()`. */
  readonly reached = new Promise<void>((resolve) => {
    this.reach = resolve;
  });

  /** @param timeMs in milliseconds of `performance.now()` */
  noLaterThan(timeMs: number): void {
    if (timeMs < this.at) {
      this.at = timeMs;
      clearTimeout(this.timer);
      this.timer = setTimeout(
        this.reach,
        Math.max(0, Math.ceil(timeMs - performance.now())),
      );
    }
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}
