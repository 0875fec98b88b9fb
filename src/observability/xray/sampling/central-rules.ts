import { randomBytes } from 'node:crypto';
import type { SamplingSubject } from '../../request/index.js';
import type { DaemonApi } from './daemon-api.js';
import { RuleSampler } from './rule-sampler.js';
import {
  inOrder,
  matches,
  type SampledService,
  type SamplingRule,
} from './sampling-rule.js';

/** Pages read of one list of rules. */
const MAX_PAGES = 100;
/** Source: AWS X-Ray API reference, "GetSamplingTargets": statistics documents of one call. */
const MAX_DOCUMENTS = 25;
/** Rules that could not be fetched anew for so long are not believed any more, as in AWS's SDKs; milliseconds. */
const MAX_AGE_MS = 60 * 60_000;

/** The account's sampling rules at work in this process. */
export class CentralRules {
  private samplers: readonly RuleSampler[] = [];
  /** When the rules in use were asked for. */
  private askedAt = Number.NEGATIVE_INFINITY;
  private isCurrent = false;
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

  /** Fetches all rules. Those that stay keep their grants and counts. Rejects when they can't be had. */
  async refresh(): Promise<void> {
    this.isCurrent = false;
    const askedAt = this.now();
    const rules: SamplingRule[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await this.api.rules(nextToken);
      rules.push(...answer.rules);
      nextToken = answer.nextToken;
      if (nextToken === undefined) {
        break;
      }
    }
    const known = new Map(this.samplers.map((it) => [it.rule.name, it]));
    this.samplers = inOrder(rules).map((rule) => {
      const sampler = known.get(rule.name);
      sampler?.update(rule);
      return sampler ?? new RuleSampler(rule, this.now);
    });
    this.askedAt = askedAt;
    this.isCurrent = true;
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
    for (const target of answer.targets) {
      told
        .find(({ ruleName }) => ruleName === target.name)
        ?.sampler.aim(target);
    }
    if (answer.rulesModifiedAt > this.askedAt) {
      await this.refresh();
    }
  }
}
