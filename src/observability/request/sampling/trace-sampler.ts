import type { Context, SpanContext, TraceState } from '@opentelemetry/api';
import { TraceFlags } from '@opentelemetry/api';
import { peerOf } from './caller-peer.js';
import { xrayCallerOf } from '../xray-propagator.js';
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
import type { TrustedPeers } from './trusted-peers.js';

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
    private readonly peers: TrustedPeers,
  ) {}

  decide(
    context: Context,
    caller: SpanContext | undefined,
    subject: SamplingSubject,
  ): TraceDecision {
    const traceState = caller?.traceState;
    if (this.followsCaller && this.trusts(context)) {
      const sampled = wishOf(context, caller);
      if (sampled !== undefined) {
        return {
          sampled,
          probability: probabilityFrom(traceState, subject.traceId) ?? 1,
          traceState,
        };
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

  private trusts(context: Context): boolean {
    const peer = peerOf(context);
    return peer === undefined || this.peers.includes(peer);
  }
}

/** What a caller wants of the trace; undefined where it leaves it open, or where there is none. */
function wishOf(
  context: Context,
  caller: SpanContext | undefined,
): boolean | undefined {
  const xrayCaller = xrayCallerOf(context);
  if (xrayCaller !== undefined) {
    return xrayCaller.sampled;
  }
  return caller === undefined
    ? undefined
    : (caller.traceFlags & TraceFlags.SAMPLED) !== 0;
}
