import { type Resource, defaultResource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import type { HeadSampler } from '../sampling/head-sampler.js';
import { KeepPolicy } from '../sampling/keep-policy.js';
import { RatioSampler } from '../sampling/ratio-sampler.js';
import { TraceSampler } from '../sampling/trace-sampler.js';
import { TrustedPeers } from '../sampling/trusted-peers.js';
import { type TraceRecorder, traceRecorder } from '../trace-recorder.js';
import { PooledIds } from './pooled-ids.js';
import { Recording } from './recording.js';
import { RecordingTracerProvider } from './recording-tracer-provider.js';
import { spanLimitsFromEnv } from './span-limits.js';

export interface TracerProviderOptions {
  /** Decides about traces that begin here. @default keeps all */
  readonly sampler?: HeadSampler;
  /** Whether a trusted caller's decision goes before the sampler's. @default true */
  readonly followsCaller?: boolean;
  /** Whose decision is followed. @default peers of one's own networks */
  readonly peers?: TrustedPeers;
  /** What is kept besides, when it ends. @default failed, flagged and slow traces */
  readonly keep?: KeepPolicy;
  /** @default OpenTelemetry's default resource */
  readonly resource?: Resource;
  /** @default none */
  readonly processors?: readonly SpanProcessor[];
  /** Takes the finished records. @default the process's own */
  readonly recorder?: TraceRecorder;
}

/** A tracer provider that records traces for `recorder`. */
export function createTracerProvider({
  sampler = new RatioSampler(1),
  followsCaller = true,
  peers = new TrustedPeers(),
  keep = new KeepPolicy(),
  resource = defaultResource(),
  processors = [],
  recorder = traceRecorder,
}: TracerProviderOptions = {}): RecordingTracerProvider {
  return new RecordingTracerProvider({
    sampler: new TraceSampler(sampler, followsCaller, peers),
    ids: new PooledIds(),
    recording: new Recording({
      recorder,
      resource,
      keep,
      processors,
      limits: spanLimitsFromEnv(),
    }),
  });
}
