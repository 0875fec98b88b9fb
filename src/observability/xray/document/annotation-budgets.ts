/** X-Ray indexes up to 50 annotations a trace ("X-Ray segment documents"). */
const MAX_ANNOTATIONS = 50;
/** Traces whose count is remembered for work that ends after its request. */
const MAX_TRACES = 1000;

/** Counts annotations by trace, as a trace may arrive in several records. Most have none, and cost nothing here. */
export class AnnotationBudgets {
  private readonly left = new Map<string, number>();

  /** Whether the trace may have one more annotation, which is counted then. */
  take(traceId: string): boolean {
    const left = this.left.get(traceId) ?? MAX_ANNOTATIONS;
    if (left === 0) {
      return false;
    }
    if (this.left.size >= MAX_TRACES && !this.left.has(traceId)) {
      const { value } = this.left.keys().next();
      this.left.delete(value ?? '');
    }
    this.left.set(traceId, left - 1);
    return true;
  }
}
