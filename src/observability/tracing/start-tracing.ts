import { setTimeout } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  hostDetector,
  osDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import {
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
} from '@opentelemetry/semantic-conventions';
import { startOutgoing } from '../outgoing/index.js';
import { isSecretKey, REDACTED, redactText } from '../redaction/index.js';
import {
  createTracerProvider,
  keepTickObject,
  setProcessResource,
  startContexts,
  XRayPropagator,
} from '../request/index.js';
import { FoldProcessor } from './methods/index.js';
import type { TracingStartOptions } from './tracing.options.js';
import { awsDetector } from './host/aws.detector.js';
import { samplingOf } from './sampling-of.js';

let isStarted = false;
let ownProcessors: readonly SpanProcessor[] = [];

/**
 * Starts OpenTelemetry for this process. Call it before Nest is created, so that the start itself is seen; TracingModule
 * calls it too, and the first call counts, as OpenTelemetry's global provider can be set only once.
 *
 * @throws RangeError for a trusted peer that is none
 */
export function startTracing(options: TracingStartOptions): void {
  // Also where nothing is traced.
  keepTickObject();
  if (isStarted || options.enabled === false) {
    return;
  }
  const { sampler, ...sampling } = samplingOf(options);
  isStarted = true;
  ownProcessors = options.spanProcessors ?? [];
  // Not the process detector: command lines carry secrets.
  const detectors = [
    hostDetector,
    osDetector,
    awsDetector,
    serviceInstanceIdDetector,
  ];
  const resource = detectResources({ detectors }).merge(resourceOf(options));
  void resource.waitForAsyncAttributes?.();
  setProcessResource(resource);
  startContexts(
    new CompositePropagator({
      propagators: [
        new W3CTraceContextPropagator(),
        new XRayPropagator(),
        new W3CBaggagePropagator(),
      ],
    }),
  );
  trace.setGlobalTracerProvider(
    createTracerProvider({
      ...sampling,
      sampler,
      resource,
      processors: [new FoldProcessor(), ...ownProcessors],
    }),
  );
  sampler.start?.(resource);
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

/** What an operator adds, by a variable in which a key is soon pasted. */
function redactedAttributes(
  given: TracingStartOptions['resourceAttributes'] = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      isSecretKey(key) ? REDACTED : redactText(value),
    ]),
  );
}

function resourceOf({
  serviceName,
  serviceVersion,
  environment,
  resourceAttributes,
}: TracingStartOptions): Resource {
  return defaultResource().merge(
    resourceFromAttributes({
      ...redactedAttributes(resourceAttributes),
      [ATTR_SERVICE_NAME]: serviceName,
      ...(serviceVersion === undefined
        ? {}
        : { [ATTR_SERVICE_VERSION]: serviceVersion }),
      ...(environment === undefined
        ? {}
        : { 'deployment.environment.name': environment }),
    }),
  );
}
