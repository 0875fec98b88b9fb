import { randomBytes } from 'node:crypto';
import type { SamplingSubject } from '../../request/index.js';
import type { DaemonApi } from './daemon-api.js';
import { RuleSampler } from './rule-sampler.js';
import type { SampledService } from './sampled-service.js';
import { inOrder, matches, type SamplingRule } from './sampling-rule.js';

/** Source: AWS X-Ray API reference, "GetSamplingTargets": statistics documents of one call. */
const MAX_DOCUMENTS = 25;
/** Rules that could not be fetched anew for so long are not believed any more, as in AWS's SDKs; milliseconds. */
const MAX_AGE_MS = 60 * 60_000;

/** The account's sampling rules at work in this process. */
export class CentralRules {
  private samplers: readonly RuleSampler[] = [];
  /** When the rules in use were asked for. */
  private askedAt = Number.NEGATIVE_INFINITY;
  /** The last change of the account's rules that the rules in use are known to have, by the service's clock. */
  private modifiedAt: number | undefined;
  private isCurrent = false;
  private fetching: Promise<void> | undefined;
  private readonly clientId = randomBytes(12).toString('hex');

  constructor(
    private readonly api: DaemonApi,
    private readonly service: SampledService,
    private readonly now: () => number,
  ) {}

  /** The rule that decides about a trace; undefined while no rules are known, or none is for it. */
  samplerFor(subject: SamplingSubject): RuleSampler | undefined {
    return this.now() - this.askedAt > MAX_AGE_MS
      ? undefined
      : this.samplers.find(({ rule }) => matches(rule, this.service, subject));
  }

  /** Time between two reports of the rule that is to be told most often, in milliseconds; Infinity without rules. */
  get shortestIntervalMs(): number {
    return Math.min(...this.samplers.map(({ intervalMs }) => intervalMs));
  }

  /** Fetches all rules, once at a time. Those that stay keep their grants and counts. Rejects when they can't be had. */
  refresh(): Promise<void> {
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  /** Tries again what the last fetch of the rules missed; then tells what was counted, and takes what the service wants next. Counts that were not told are kept. */
  async report(): Promise<void> {
    if (!this.isCurrent) {
      await this.refresh();
    }
    const due = this.samplers.filter((sampler) => sampler.isDue());
    for (let index = 0; index < due.length; index += MAX_DOCUMENTS) {
      await this.reportOf(due.slice(index, index + MAX_DOCUMENTS));
    }
  }

  private async fetch(): Promise<void> {
    this.isCurrent = false;
    const askedAt = this.now();
    this.use(await this.api.rules());
    this.askedAt = askedAt;
    this.isCurrent = true;
  }

  private use(rules: readonly SamplingRule[]): void {
    const known = new Map(this.samplers.map((it) => [it.rule.name, it]));
    this.samplers = inOrder(rules).map((rule) => {
      const sampler = known.get(rule.name);
      sampler?.update(rule);
      return sampler ?? new RuleSampler(rule, this.now);
    });
  }

  private async reportOf(samplers: readonly RuleSampler[]): Promise<void> {
    const told = samplers.map((sampler) => ({
      sampler,
      ruleName: sampler.rule.name,
      statistics: sampler.takeStatistics(),
    }));
    let answer;
    try {
      answer = await this.api.targets(told, this.clientId, this.now());
    } catch (error) {
      for (const { sampler, statistics } of told) {
        sampler.putBack(statistics);
      }
      throw error;
    }
    const targets = new Map(answer.targets.map((it) => [it.name, it]));
    for (const { sampler, ruleName, statistics } of told) {
      const target = targets.get(ruleName);
      if (target !== undefined) {
        sampler.aim(target);
      }
      if (answer.unprocessed.has(ruleName)) {
        sampler.putBack(statistics);
      }
    }
    await this.follow(answer.rulesModifiedAt);
  }

  /**
   * Fetches the rules if they changed. The service's clock is compared with ours for the first change only: after that,
   * two clocks that differ neither hide a change nor show the same one again.
   */
  private async follow(modifiedAt: number | undefined): Promise<void> {
    if (modifiedAt === undefined) {
      return;
    }
    if (modifiedAt > (this.modifiedAt ?? this.askedAt)) {
      await this.refresh();
    }
    this.modifiedAt = modifiedAt;
  }
}
