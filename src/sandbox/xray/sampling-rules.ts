import { z } from 'zod';

/** Longest name of a sampling rule (AWS X-Ray API, SamplingRule). */
export const MAX_RULE_NAME = 32;

/** A sampling rule, with the limits of the X-Ray API's `SamplingRule`. */
export const samplingRuleSchema = z.strictObject({
  RuleName: z.string().min(1).max(MAX_RULE_NAME),
  RuleARN: z.string().optional(),
  ResourceARN: z.string().max(500).default('*'),
  Priority: z.number().int().min(1).max(9_999).default(1_000),
  FixedRate: z.number().min(0).max(1),
  ReservoirSize: z.number().int().min(0),
  ServiceName: z.string().max(64).default('*'),
  ServiceType: z.string().max(64).default('*'),
  Host: z.string().max(64).default('*'),
  HTTPMethod: z.string().max(10).default('*'),
  URLPath: z.string().max(128).default('*'),
  Version: z.literal(1).default(1),
  Attributes: z
    .record(z.string().max(32), z.string().max(32))
    .default(() => ({})),
});

/** A sampling rule as it is served. */
export type SamplingRule = z.output<typeof samplingRuleSchema>;
/** A sampling rule as it may be given: what is `*` or has a default may be left out. */
export type SamplingRuleInput = z.input<typeof samplingRuleSchema>;

/** The rule every account has: one request a second and 5 % of the rest (AWS X-Ray developer guide, "Configuring sampling rules"). */
const DEFAULT_SAMPLING_RULE: SamplingRuleInput = {
  RuleName: 'Default',
  Priority: 10_000 - 1,
  FixedRate: 0.05,
  ReservoirSize: 1,
};

/** A rule with the times that the service keeps for it, seconds since the epoch. */
export interface SamplingRuleRecord {
  readonly CreatedAt: number;
  readonly ModifiedAt: number;
  readonly SamplingRule: SamplingRule;
}

/** The sampling rules of the account. */
export class SamplingRules {
  #records: SamplingRuleRecord[] = [];
  /** When the rules last changed, seconds since the epoch. */
  #modifiedAt = 0;

  constructor() {
    this.reset();
  }

  /** When the rules last changed, seconds since the epoch. */
  get modifiedAt(): number {
    return this.#modifiedAt;
  }

  /** The rules, by priority, the default one last. */
  list(): readonly SamplingRuleRecord[] {
    return this.#records;
  }

  /** The rule of that name. */
  find(name: string): SamplingRule | undefined {
    return this.#records
      .map((record) => record.SamplingRule)
      .find((rule) => rule.RuleName === name);
  }

  /**
   * Replaces the rules; a rule named `Default` is added when none is given.
   *
   * @throws z.ZodError when one breaks the API's limits.
   */
  set(rules: readonly SamplingRuleInput[]): void {
    const named = rules.some(
      (rule) => rule.RuleName === DEFAULT_SAMPLING_RULE.RuleName,
    );
    const all = named ? rules : [...rules, DEFAULT_SAMPLING_RULE];
    const now = Date.now() / 1_000;
    this.#records = z
      .array(samplingRuleSchema)
      .parse(all)
      .toSorted((a, b) => a.Priority - b.Priority)
      .map((rule) => ({
        CreatedAt: now,
        ModifiedAt: now,
        SamplingRule: {
          ...rule,
          RuleARN:
            rule.RuleARN ??
            `arn:aws:xray:us-east-1:000000000000:sampling-rule/${rule.RuleName}`,
        },
      }));
    this.#modifiedAt = now;
  }

  /** Back to the default rule alone. */
  reset(): void {
    this.set([]);
  }
}
