import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DeliveryRegistry } from '../delivery/index.js';
import { TraceRecorder } from '../request/index.js';
import { XRAY_OPTIONS, XRayModuleClass } from './xray.module-definition.js';
import type { XRayModuleOptions } from './xray.options.js';
import { XRayRecorder } from './xray-recorder.service.js';
import { XRaySink } from './xray.sink.js';

/** Sends a segment for every sampled trace to the X-Ray daemon, and offers X-Ray's recording API on the application's own spans. */
@Module({
  providers: [XRayRecorder],
  exports: [XRayRecorder],
})
export class XRayModule
  extends XRayModuleClass
  implements OnApplicationShutdown
{
  private readonly removeSink: (() => void) | undefined;

  constructor(
    @Inject(XRAY_OPTIONS) options: XRayModuleOptions,
    @Inject(TraceRecorder) recorder: TraceRecorder,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
  ) {
    super();
    if (options.daemon !== undefined) {
      const sink = new XRaySink(options, options.daemon);
      deliveries.add(sink.queue);
      this.removeSink = recorder.addSink(sink);
    }
  }

  onApplicationShutdown(): void {
    this.removeSink?.();
  }
}
