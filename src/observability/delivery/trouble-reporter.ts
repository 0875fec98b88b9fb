/**
 * Says on stderr that a sink is in trouble, at most once in `intervalMs`, so that an outage can't flood the console.
 * stderr, and not the logger: the logger's own sink may be the one in trouble.
 */
export class TroubleReporter {
  private nextAt = 0;
  private suppressed = 0;

  constructor(
    private readonly sink: string,
    private readonly write: (line: string) => void = (line) =>
      void process.stderr.write(line),
    /** @default 60000 */
    private readonly intervalMs = 60_000,
  ) {}

  report(problem: string): void {
    const now = Date.now();
    if (now < this.nextAt) {
      this.suppressed += 1;
      return;
    }
    this.nextAt = now + this.intervalMs;
    const more =
      this.suppressed > 0
        ? ` (${String(this.suppressed)} more since the last line)`
        : '';
    this.suppressed = 0;
    try {
      this.write(`telemetry: ${this.sink}: ${problem}${more}\n`);
    } catch {
      // Nobody reads it.
    }
  }
}
