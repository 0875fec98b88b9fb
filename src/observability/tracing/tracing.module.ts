import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TraceService } from 'nestjs-otel/lib/tracing/trace.service.js';
import { DeliveryRegistry } from '../delivery/index.js';
import { TraceRecorder } from '../request/index.js';
import { OtlpSink } from './otlp-sink.js';
import { flushSpanProcessors, startTracing } from './start-tracing.js';
import {
  TRACING_OPTIONS,
  TracingModuleClass,
} from './tracing.module-definition.js';
import type { TracingModuleOptions } from './tracing.options.js';

/** Time that span processors of the application's own have when it stops, in milliseconds. */
const FLUSH_DEADLINE_MS = 5_000;

/**
 * Records requests with OpenTelemetry and sends the spans by OTLP. nestjs-otel's TraceService can be
 * injected anywhere; its own module is not imported, because that lays a middleware on every route.
 */
@Module({
  providers: [TraceService],
  exports: [TraceService],
})
export class TracingModule
  extends TracingModuleClass
  implements OnApplicationShutdown
{
  private readonly removeSink: (() => void) | undefined;

  constructor(
    @Inject(TRACING_OPTIONS) options: TracingModuleOptions,
    @Inject(TraceRecorder) recorder: TraceRecorder,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
  ) {
    super();
    startTracing(options);
    if (options.otlp !== undefined) {
      const sink = new OtlpSink(options.otlp, deliveries);
      this.removeSink = recorder.addSink(sink);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.removeSink?.();
    await flushSpanProcessors(FLUSH_DEADLINE_MS);
  }
}
