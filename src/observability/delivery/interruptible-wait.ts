/** Waits that a flush or a stop can cut short together. */
export class InterruptibleWait {
  private readonly wakers = new Set<() => void>();

  /** Resolves after `ms` milliseconds or at the next `interrupt()`. Does not keep the process alive. */
  for(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      this.wakers.add(wake);
    });
  }

  interrupt(): void {
    for (const wake of this.wakers) {
      wake();
    }
  }
}
