import {
  type HeadSampler,
  KeepPolicy,
  RatioSampler,
  TrustedPeers,
} from '../request/index.js';
import type { TracingStartOptions } from './tracing.options.js';

/** How traces are chosen, as the options say it by OpenTelemetry's names. */
export interface Sampling {
  readonly sampler: HeadSampler;
  readonly followsCaller: boolean;
  readonly peers: TrustedPeers;
  readonly keep: KeepPolicy;
}

/** @throws RangeError for a trusted peer that is none */
export function samplingOf({
  sampler,
  keep,
  trustedPeers,
}: TracingStartOptions): Sampling {
  const { root = 'always_on', ratio = 1, parentBased = true } = sampler ?? {};
  return {
    sampler: headSampler(root, ratio),
    followsCaller: parentBased,
    peers: new TrustedPeers(trustedPeers),
    // Who wants no traces wants no failed ones either.
    keep:
      keep === false || root === 'always_off'
        ? KeepPolicy.nothing
        : new KeepPolicy(keep),
  };
}

function headSampler(
  root: NonNullable<TracingStartOptions['sampler']>['root'],
  ratio: number,
): HeadSampler {
  switch (root) {
    case 'always_on':
      return new RatioSampler(1);
    case 'always_off':
      return new RatioSampler(0);
    case 'traceidratio':
      return new RatioSampler(ratio);
    default:
      return root;
  }
}
