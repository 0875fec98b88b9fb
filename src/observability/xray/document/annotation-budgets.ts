/** X-Ray indexes up to 50 annotations a trace ("X-Ray segment documents"). */
const MAX_ANNOTATIONS = 50;
/** Traces whose count is remembered for work that ends after its request. */
const MAX_TRACES = 1000;

/** What is left of one trace's annotations. */
export interface AnnotationBudget {
  left: number;
}

/** Counts annotations by trace, as a trace may arrive in several records. */
export class AnnotationBudgets {
  private readonly budgets = new Map<string, AnnotationBudget>();

  of(traceId: string): AnnotationBudget {
    const known = this.budgets.get(traceId);
    if (known !== undefined) {
      return known;
    }
    const budget = { left: MAX_ANNOTATIONS };
    if (this.budgets.size >= MAX_TRACES) {
      const { value } = this.budgets.keys().next();
      this.budgets.delete(value ?? '');
    }
    this.budgets.set(traceId, budget);
    return budget;
  }
}
