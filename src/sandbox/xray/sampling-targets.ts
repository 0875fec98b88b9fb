import { z } from 'zod';
import { MAX_RULE_NAME, type SamplingRules } from './sampling-rules.js';

/** Statistics documents in one call (AWS X-Ray API, GetSamplingTargets). */
const MAX_STATISTICS_DOCUMENTS = 25;
/** How long a quota holds and how often clients report, seconds; the service's own pace. */
const INTERVAL_SECONDS = 10;

const amount = z.number().int().min(0);

/** The body of `SamplingTargets` (AWS X-Ray API, GetSamplingTargets, SamplingStatisticsDocument). */
export const samplingTargetsRequest = z.looseObject({
  SamplingStatisticsDocuments: z
    .array(
      z.looseObject({
        RuleName: z.string().min(1).max(MAX_RULE_NAME),
        ClientID: z
          .string()
          .regex(/^[0-9a-f]{24}$/i, 'must be 24 hexadecimal digits'),
        Timestamp: z.number().positive(),
        RequestCount: amount,
        SampledCount: amount,
        BorrowCount: amount.optional(),
      }),
    )
    .max(MAX_STATISTICS_DOCUMENTS),
});

type Statistics = z.output<
  typeof samplingTargetsRequest
>['SamplingStatisticsDocuments'][number];

/** Answers clients that report what they sampled with what they may sample next. */
export class SamplingTargets {
  readonly #rules: SamplingRules;
  /** For each rule, when each client last reported, milliseconds since the epoch. */
  readonly #clients = new Map<string, Map<string, number>>();

  constructor(rules: SamplingRules) {
    this.#rules = rules;
  }

  /** The answer to one report: each rule's reservoir is shared evenly among the clients that reported lately. */
  answer(documents: readonly Statistics[]): Record<string, unknown> {
    const now = Date.now();
    const targets: Record<string, unknown>[] = [];
    const unprocessed: Record<string, unknown>[] = [];
    for (const { RuleName, ClientID } of documents) {
      const rule = this.#rules.find(RuleName);
      if (!rule) {
        unprocessed.push({
          RuleName,
          ErrorCode: 'InvalidRequestException',
          Message: `There is no sampling rule ${RuleName}.`,
        });
        continue;
      }
      const clients = this.#report(RuleName, ClientID, now);
      targets.push({
        RuleName,
        FixedRate: rule.FixedRate,
        ReservoirQuota: share(rule.ReservoirSize, clients, ClientID),
        ReservoirQuotaTTL: Math.floor(now / 1_000) + INTERVAL_SECONDS,
        Interval: INTERVAL_SECONDS,
      });
    }
    return {
      SamplingTargetDocuments: targets,
      LastRuleModification: this.#rules.modifiedAt,
      UnprocessedStatistics: unprocessed,
    };
  }

  #report(ruleName: string, clientId: string, now: number): string[] {
    const clients = this.#clients.get(ruleName) ?? new Map<string, number>();
    this.#clients.set(ruleName, clients);
    clients.set(clientId, now);
    for (const [id, at] of clients) {
      if (now - at > 2 * INTERVAL_SECONDS * 1_000) clients.delete(id);
    }
    return [...clients.keys()].toSorted();
  }
}

function share(
  reservoir: number,
  clients: readonly string[],
  clientId: string,
): number {
  const base = Math.floor(reservoir / clients.length);
  return clients.indexOf(clientId) < reservoir % clients.length
    ? base + 1
    : base;
}
