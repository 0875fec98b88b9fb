import { trace } from '@opentelemetry/api';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import {
  createTracerProvider,
  type TracerProviderOptions,
} from '../span/create-tracer-provider.js';
import { startContexts } from '../start-contexts.js';

/** OpenTelemetry as the application starts it, once in a test file: context, propagators, our spans. */
export function startTestTracing(options: TracerProviderOptions = {}): void {
  startContexts(
    new CompositePropagator({
      propagators: [
        new W3CTraceContextPropagator(),
        new W3CBaggagePropagator(),
      ],
    }),
  );
  trace.setGlobalTracerProvider(createTracerProvider(options));
}
