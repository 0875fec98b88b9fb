import { setTimeout } from 'node:timers/promises';
import {
  CompositePropagator,
  getNumberFromEnv,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import {
  hostDetector,
  osDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import {
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
} from '@opentelemetry/semantic-conventions';
import { startOutgoing } from '../outgoing/index.js';
import {
  RequestIdGenerator,
  traceRecorder,
  XRayPropagator,
} from '../request/index.js';
import { FoldProcessor } from './methods/index.js';
import type { TracingStartOptions } from './tracing.options.js';
import { createSampler } from './weighted-sampler.js';

/**
 * Honeycomb takes 65,535 bytes of an attribute; a UTF-16 unit becomes three bytes of UTF-8 at the most.
 * Source: Honeycomb documentation, "Limits".
 */
const MAX_ATTRIBUTE_LENGTH = 21_845;

let started: NodeSDK | undefined;
let ownProcessors: readonly SpanProcessor[] = [];

/**
 * Starts OpenTelemetry for this process. Call it before Nest is created, so that the start itself is seen; TracingModule
 * calls it too, and the first call counts, as OpenTelemetry's global provider can be set only once.
 */
export function startTracing(options: TracingStartOptions): void {
  if (started !== undefined || options.enabled === false) {
    return;
  }
  const { serviceName, serviceVersion, environment } = options;
  ownProcessors = options.spanProcessors ?? [];
  started = new NodeSDK({
    resource: resourceFromAttributes({
      ...options.resourceAttributes,
      [ATTR_SERVICE_NAME]: serviceName,
      ...(serviceVersion === undefined
        ? {}
        : { [ATTR_SERVICE_VERSION]: serviceVersion }),
      ...(environment === undefined
        ? {}
        : { 'deployment.environment.name': environment }),
    }),
    // Not the process detector: command lines carry secrets.
    resourceDetectors: [serviceInstanceIdDetector, hostDetector, osDetector],
    sampler: createSampler(options.sampler ?? { root: 'always_on' }),
    idGenerator: new RequestIdGenerator(),
    textMapPropagator: new CompositePropagator({
      propagators: [
        new W3CTraceContextPropagator(),
        new XRayPropagator(),
        new W3CBaggagePropagator(),
      ],
    }),
    spanProcessors: [new FoldProcessor(), traceRecorder, ...ownProcessors],
    spanLimits: { attributeValueLengthLimit: attributeLengthLimit() },
    metricReaders: [],
    logRecordProcessors: [],
  });
  started.start();
  startOutgoing(options);
}

/**
 * Flushes the span processors that were given to `startTracing`, for `deadlineMs` milliseconds at the most. Never rejects.
 * They stay usable: the provider is the process's, and another application may run in it.
 */
export async function flushSpanProcessors(deadlineMs: number): Promise<void> {
  if (ownProcessors.length === 0) {
    return;
  }
  const deadline = new AbortController();
  await Promise.race([
    Promise.allSettled(
      ownProcessors.map(async (processor) => processor.forceFlush()),
    ),
    setTimeout(deadlineMs, undefined, { signal: deadline.signal }),
  ]);
  deadline.abort();
}

/** A lower limit set by OpenTelemetry's own variables holds; a higher one would only be refused by the vendor. */
function attributeLengthLimit(): number {
  const given =
    getNumberFromEnv('OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT') ??
    getNumberFromEnv('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT');
  return Math.min(given ?? MAX_ATTRIBUTE_LENGTH, MAX_ATTRIBUTE_LENGTH);
}
