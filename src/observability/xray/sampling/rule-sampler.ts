import { type HeadDecision, isAmong } from '../../request/index.js';
import { type Quota, Reservoir } from './reservoir.js';
import type { SamplingRule } from './sampling-rule.js';

/** What one instance did by a rule since it last told. */
export interface RuleStatistics {
  readonly requests: number;
  readonly sampled: number;
  readonly borrowed: number;
}

/** What the service says of a rule to one instance. */
export interface RuleTarget {
  readonly name: string;
  readonly fixedRate: number | undefined;
  readonly quota: Quota | undefined;
  /** Time until the next report, in milliseconds. */
  readonly intervalMs: number | undefined;
}

const NOTHING: RuleStatistics = { requests: 0, sampled: 0, borrowed: 0 };

/** Time between two reports of a rule, unless the service names another. Source: AWS X-Ray developer guide, "Using sampling rules with the X-Ray API". */
const DEFAULT_INTERVAL_MS = 10_000;
/** Share of that time after which a look finds a rule due: looks are up to a tenth early, and one that came too early would cost a whole round. */
const DUE_AFTER = 0.8;

/** A rule at work: its reservoir, its rate, and what it did. */
export class RuleSampler {
  private readonly reservoir: Reservoir;
  private rate: number;
  private statistics = NOTHING;
  private interval = DEFAULT_INTERVAL_MS;
  private reportedAt = Number.NEGATIVE_INFINITY;

  constructor(
    public rule: SamplingRule,
    private readonly now: () => number,
  ) {
    this.reservoir = new Reservoir(rule.reservoirSize);
    this.rate = rule.fixedRate;
  }

  /** The rule as it is now; grants and counts stay, and a rate that the service set, unless the rule's own changed. */
  update(rule: SamplingRule): void {
    if (rule.fixedRate !== this.rule.fixedRate) {
      this.rate = rule.fixedRate;
    }
    this.rule = rule;
    this.reservoir.resize(rule.reservoirSize);
  }

  decide(traceId: string): HeadDecision {
    const source = this.reservoir.take(this.now());
    const sampled = source !== undefined || isAmong(traceId, this.rate);
    const { requests, sampled: before, borrowed } = this.statistics;
    this.statistics = {
      requests: requests + 1,
      sampled: before + (sampled ? 1 : 0),
      borrowed: borrowed + (source === 'borrowed' ? 1 : 0),
    };
    return {
      sampled,
      // What the reservoir keeps stands for itself; what the rate keeps, for all that the reservoir left.
      probability: source === undefined ? this.rate : 1,
      attributes: { 'aws.xray.sampling_rule': this.rule.name },
    };
  }

  /** Time between two reports, in milliseconds. */
  get intervalMs(): number {
    return this.interval;
  }

  /** Whether there is something to tell, and it is time. A clock that was set back does not make it wait. */
  isDue(): boolean {
    const elapsedMs = this.now() - this.reportedAt;
    return (
      this.statistics.requests > 0 &&
      (elapsedMs < 0 || elapsedMs >= this.interval * DUE_AFTER)
    );
  }

  /** The counts so far, which begin anew. */
  takeStatistics(): RuleStatistics {
    const { statistics } = this;
    this.statistics = NOTHING;
    this.reportedAt = this.now();
    return statistics;
  }

  /** Counts that could not be told go into the next report. */
  putBack({ requests, sampled, borrowed }: RuleStatistics): void {
    this.statistics = {
      requests: this.statistics.requests + requests,
      sampled: this.statistics.sampled + sampled,
      borrowed: this.statistics.borrowed + borrowed,
    };
  }

  aim({ fixedRate, quota, intervalMs }: RuleTarget): void {
    this.rate = fixedRate ?? this.rate;
    this.reservoir.grant(quota);
    this.interval = intervalMs ?? this.interval;
  }
}
