import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DeliveryRegistry } from '../delivery/index.js';
import { RequestObserver, TraceRecorder } from '../request/index.js';
import { LongRequests } from './long-requests.js';
import { XRAY_OPTIONS, XRayModuleClass } from './xray.module-definition.js';
import { XRayOtlpSink } from './otlp/xray-otlp.sink.js';
import type { XRayModuleOptions } from './xray.options.js';
import { XRayRecorder } from './xray-recorder.service.js';
import { XRaySink } from './xray.sink.js';

const ANNOUNCE_AFTER_MS = 5000;

/** Sends a segment for every trace that is kept to the X-Ray daemon, or its spans to X-Ray's OTLP endpoint, and offers X-Ray's recording API on the application's own spans. */
@Module({
  providers: [XRayRecorder],
  exports: [XRayRecorder],
})
export class XRayModule
  extends XRayModuleClass
  implements OnApplicationShutdown
{
  private readonly removeSink: (() => void) | undefined;
  private readonly longRequests: LongRequests | undefined;

  constructor(
    @Inject(XRAY_OPTIONS) options: XRayModuleOptions,
    @Inject(TraceRecorder) recorder: TraceRecorder,
    @Inject(RequestObserver) observer: RequestObserver,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
  ) {
    super();
    if (options.otlp !== undefined) {
      const sink = new XRayOtlpSink(options.otlp, deliveries);
      this.removeSink = recorder.addSink(sink);
    } else if (options.daemon !== undefined) {
      const sink = new XRaySink(options, options.daemon, deliveries);
      this.removeSink = recorder.addSink(sink);
      this.longRequests = new LongRequests(
        observer,
        (root) => {
          sink.announce(root);
        },
        options.announceAfterMs ?? ANNOUNCE_AFTER_MS,
      );
    }
  }

  onApplicationShutdown(): void {
    this.longRequests?.stop();
    this.removeSink?.();
  }
}
