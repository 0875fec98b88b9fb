import {
  type HeadDecision,
  type HeadSampler,
  isAmong,
  type SamplingSubject,
} from '../../request/index.js';

/** Share kept beyond the first of each second. Source: AWS X-Ray developer guide, "Configuring sampling rules" (default rule). */
const RATE = 0.05;

/** Decides while no central rules are known: the first trace of each second, and 5 % of the rest. */
export class LocalFallback implements HeadSampler {
  private second = -1;

  constructor(private readonly now: () => number = Date.now) {}

  decide({ traceId }: SamplingSubject): HeadDecision {
    const second = Math.floor(this.now() / 1000);
    if (second !== this.second) {
      this.second = second;
      return { sampled: true, probability: 1 };
    }
    return { sampled: isAmong(traceId, RATE), probability: RATE };
  }
}
