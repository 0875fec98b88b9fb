import { logs, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  createTracerProvider,
  type TracerProviderOptions,
} from '../span/create-tracer-provider.js';

/** OpenTelemetry as the application starts it, once in a test file: context, propagators, our spans. */
export function startTestTracing(options: TracerProviderOptions = {}): void {
  new NodeSDK({
    resourceDetectors: [],
    spanProcessors: [],
    metricReaders: [],
    logRecordProcessors: [],
  }).start();
  logs.disable();
  trace.setGlobalTracerProvider(createTracerProvider(options));
}
