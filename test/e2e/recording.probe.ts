import { setTimeout as wait } from 'node:timers/promises';
import { Controller, Get, Injectable, Module, Param } from '@nestjs/common';
import {
  AWSXRay,
  TraceService,
  XRayRecorder,
} from '../../src/observability/index.js';

/** Longest pause between two words of a request, in milliseconds. */
const PAUSE_MS = 10;

const pause = (): Promise<void> => wait(Math.random() * PAUSE_MS);

/** Says in every recording API, again and again, which request it works for. */
@Injectable()
class RecordingWork {
  constructor(
    private readonly xray: XRayRecorder,
    private readonly traces: TraceService,
  ) {}

  async run(flow: string): Promise<void> {
    this.traces.getSpan()?.setAttribute('app.flow', flow);
    await AWSXRay.captureAsyncFunc('by the SDK', async (outer) => {
      await pause();
      AWSXRay.getSegment()?.addAnnotation('app.flow', flow);
      await Promise.all(['left', 'right'].map((side) => this.side(side, flow)));
      outer?.close();
    });
    await pause();
    const span = this.traces.startSpan('by the trace service');
    await pause();
    span.setAttribute('app.flow', flow).end();
  }

  private async side(side: string, flow: string): Promise<void> {
    await this.xray.captureAsync(side, async (subsegment) => {
      await pause();
      subsegment.annotate('app.flow', flow);
      await AWSXRay.captureAsyncFunc(`${side} below`, async () => {
        await pause();
        AWSXRay.getSegment()?.addAnnotation('app.flow', flow);
      });
    });
  }
}

@Controller('recording')
class RecordingController {
  constructor(private readonly work: RecordingWork) {}

  @Get(':flow')
  async record(@Param('flow') flow: string): Promise<{ flow: string }> {
    const segment = AWSXRay.getSegment();
    await this.work.run(flow);
    segment?.addAnnotation('app.flow', flow);
    return { flow };
  }
}

@Module({ controllers: [RecordingController], providers: [RecordingWork] })
export class RecordingModule {}
