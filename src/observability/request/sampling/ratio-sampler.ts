import type {
  HeadDecision,
  HeadSampler,
  SamplingSubject,
} from './head-sampler.js';
import { isAmong } from './trace-randomness.js';

/** Keeps a share of traces, chosen by trace id: `always_on` at 1, `always_off` at 0. */
export class RatioSampler implements HeadSampler {
  /** @param ratio 0 to 1 */
  constructor(private readonly ratio: number) {}

  decide({ traceId }: SamplingSubject): HeadDecision {
    return {
      sampled: isAmong(traceId, this.ratio),
      probability: this.ratio,
    };
  }
}
