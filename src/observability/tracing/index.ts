/** nestjs-otel's: the active span, and spans begun by hand. */
export { TraceService } from 'nestjs-otel/lib/tracing/trace.service.js';
export { annotateSpan } from './annotate-span.js';
export { ExpectedErrors } from './expected-errors.decorator.js';
export { type MethodTraceOptions, traceInstances } from './methods/index.js';
export { inQuerySpan, type QueryDescription } from './query-span.js';
export { runInSpan } from './run-in-span.js';
export { Span, type SpanDecoratorOptions } from './span.decorator.js';
export { startTracing } from './start-tracing.js';
export { TracingModule } from './tracing.module.js';
export type {
  OtlpOptions,
  SamplerOptions,
  TracingModuleOptions,
  TracingStartOptions,
} from './tracing.options.js';
export { untraced } from './untraced.js';
