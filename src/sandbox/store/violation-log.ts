import type { Vendor } from './vendor.js';
import { type Finding, toExcerpt, type Violation } from './violation.js';

const MAX_MESSAGE_CHARACTERS = 1_000;

/** The violations seen last. */
export class ViolationLog {
  readonly #limit: number;
  #violations: Violation[] = [];

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
    if (this.#violations.length > this.#limit) {
      this.#violations = this.#violations.slice(-this.#limit);
    }
    return byRule.size;
  }

  /** What is kept, the newest first. */
  list(): Violation[] {
    return this.#violations.toReversed();
  }

  /** What is kept of one trace, in order of arrival. */
  ofTrace(traceId: string): Violation[] {
    return this.#violations.filter((v) => v.traceId === traceId);
  }

  /** Forgets all. */
  clear(): void {
    this.#violations = [];
  }
}
