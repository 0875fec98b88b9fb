import type { Context, SpanContext, TraceState } from '@opentelemetry/api';
import { TraceFlags } from '@opentelemetry/api';
import { isCallerTrusted } from './caller-trust.js';
import { callersWishOf } from '../xray-propagator.js';
import type {
  HeadDecision,
  HeadSampler,
  SamplingSubject,
} from './head-sampler.js';
import {
  probabilityFrom,
  withoutProbability,
  withProbability,
} from './ot-tracestate.js';

export interface TraceDecision extends HeadDecision {
  /** Goes on to other services with the trace. */
  readonly traceState?: TraceState | undefined;
}

/** One decision for each trace: a trusted caller's, where there is one and it is to be followed, else the head sampler's. */
export class TraceSampler {
  /** @param followsCaller `parentbased_…` of `OTEL_TRACES_SAMPLER` */
  constructor(
    private readonly root: HeadSampler,
    private readonly followsCaller: boolean,
  ) {}

  decide(
    context: Context,
    caller: SpanContext | undefined,
    subject: SamplingSubject,
  ): TraceDecision {
    const traceState = caller?.traceState;
    if (this.followsCaller && isCallerTrusted(context)) {
      if (caller !== undefined) {
        return {
          sampled: (caller.traceFlags & TraceFlags.SAMPLED) !== 0,
          probability: probabilityFrom(traceState) ?? 1,
          traceState,
        };
      }
      const sampled = callersWishOf(context)?.sampled;
      if (sampled !== undefined) {
        return { sampled, probability: 1 };
      }
    }
    const decision = this.root.decide(subject);
    return {
      ...decision,
      traceState:
        decision.sampled && decision.probability < 1
          ? withProbability(traceState, decision.probability)
          : withoutProbability(traceState),
    };
  }
}
