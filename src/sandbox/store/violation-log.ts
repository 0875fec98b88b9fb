import type { Vendor } from './vendor.js';
import { type Finding, toExcerpt, type Violation } from './violation.js';

const MAX_MESSAGE_CHARACTERS = 1_000;

/** The violations seen last. */
export class ViolationLog {
  readonly #limit: number;
  #violations: Violation[] = [];
  readonly #ofTrace = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Adds what was found wrong with one request or record: one violation for
   * each rule broken, however often. Returns how many were added.
   */
  add(
    vendor: Vendor,
    findings: readonly Finding[],
    excerpt: unknown,
    traceId: string | undefined,
  ): number {
    if (findings.length === 0) return 0;
    const byRule = Map.groupBy(findings, ({ rule }) => rule);
    const shared = {
      vendor,
      excerpt: toExcerpt(excerpt),
      at: Date.now(),
      ...(traceId === undefined ? {} : { traceId }),
    };
    for (const [rule, [first, ...more]] of byRule) {
      const message = first?.message.slice(0, MAX_MESSAGE_CHARACTERS) ?? '';
      this.#violations.push({
        ...shared,
        rule,
        message:
          more.length === 0 ? message : `${message} (and ${more.length} more)`,
        refused: first?.refused === true || more.some((f) => f.refused),
      });
    }
    if (traceId !== undefined) this.#count(traceId, byRule.size);
    const leaving = this.#violations.length - this.#limit;
    if (leaving > 0) {
      for (const { traceId: of } of this.#violations.splice(0, leaving)) {
        if (of !== undefined) this.#count(of, -1);
      }
    }
    return byRule.size;
  }

  /** How many are kept. */
  get size(): number {
    return this.#violations.length;
  }

  /** What is kept, the newest first. */
  list(): Violation[] {
    return this.#violations.toReversed();
  }

  /** How many are kept of one trace. */
  countOf(traceId: string): number {
    return this.#ofTrace.get(traceId) ?? 0;
  }

  /** What is kept of one trace, in order of arrival. */
  ofTrace(traceId: string): Violation[] {
    return this.#violations.filter((v) => v.traceId === traceId);
  }

  /** Forgets all. */
  clear(): void {
    this.#violations = [];
    this.#ofTrace.clear();
  }

  #count(traceId: string, by: number): void {
    const count = this.countOf(traceId) + by;
    if (count > 0) this.#ofTrace.set(traceId, count);
    else this.#ofTrace.delete(traceId);
  }
}
