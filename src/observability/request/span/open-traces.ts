/** A trace of this process, as far as its open spans go. */
interface TraceWithSpans<S> {
  /** Spans that have not ended, the youngest first. */
  openSpans(): readonly S[];
}

/** Entries from which on those are dropped whose trace is gone. */
const FIRST_SWEEP = 1000;

/**
 * Traces of this process that may have open spans and that no open request leads to: background work, and what outlives
 * its request. Held weakly, as a span that nobody ever ends must not keep its trace in memory.
 */
export class OpenTraces<S> {
  private readonly traces = new Set<WeakRef<TraceWithSpans<S>>>();
  private sweepAt = FIRST_SWEEP;

  add(trace: TraceWithSpans<S>): void {
    if (this.traces.size >= this.sweepAt) {
      this.sweep();
    }
    this.traces.add(new WeakRef(trace));
  }

  /** Every open span, in each trace the youngest first. */
  *spans(): Iterable<S> {
    for (const reference of this.traces) {
      yield* reference.deref()?.openSpans() ?? [];
    }
  }

  private sweep(): void {
    for (const reference of this.traces) {
      if ((reference.deref()?.openSpans().length ?? 0) === 0) {
        this.traces.delete(reference);
      }
    }
    this.sweepAt = Math.max(FIRST_SWEEP, 2 * this.traces.size);
  }
}
