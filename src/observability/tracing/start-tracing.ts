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
import {
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
} from '@opentelemetry/semantic-conventions';
import {
  RequestIdGenerator,
  traceRecorder,
  XRayPropagator,
} from '../request/index.js';
import type { TracingStartOptions } from './tracing.options.js';
import { createSampler } from './weighted-sampler.js';

/**
 * Honeycomb takes 65,535 bytes of an attribute; a UTF-16 unit becomes three bytes of UTF-8 at the most.
 * Source: Honeycomb documentation, "Limits".
 */
const MAX_ATTRIBUTE_LENGTH = 21_845;

let started: NodeSDK | undefined;

/**
 * Starts OpenTelemetry for this process. Call it before Nest is created, so that the start itself is seen; TracingModule
 * calls it too, and the first call counts, as OpenTelemetry's global provider can be set only once.
 */
export function startTracing(options: TracingStartOptions): void {
  if (started !== undefined || options.enabled === false) {
    return;
  }
  const { serviceName, serviceVersion, environment } = options;
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
    spanProcessors: [traceRecorder, ...(options.spanProcessors ?? [])],
    spanLimits: { attributeValueLengthLimit: attributeLengthLimit() },
    metricReaders: [],
    logRecordProcessors: [],
  });
  started.start();
}

/** A lower limit set by OpenTelemetry's own variables holds; a higher one would only be refused by the vendor. */
function attributeLengthLimit(): number {
  const given =
    getNumberFromEnv('OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT') ??
    getNumberFromEnv('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT');
  return Math.min(given ?? MAX_ATTRIBUTE_LENGTH, MAX_ATTRIBUTE_LENGTH);
}
