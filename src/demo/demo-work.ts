import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Span } from '../observability/index.js';

const MAX_WAIT_MS = 5_000;
/** What each step takes of the whole. */
const SHARES = [0.2, 0.5, 0.3];

/** Work that shows what a failing and a slow request look like. */
@Injectable()
export class DemoWork {
  private readonly logger = new Logger(DemoWork.name);

  /** @throws Error with a cause, as a library's would. */
  @Span('demo-failure')
  async fail(): Promise<void> {
    this.logger.warn('About to ask a part that is broken');
    try {
      await this.askBrokenPart();
    } catch (error) {
      throw new Error('The demonstration could not be completed', {
        cause: error,
      });
    }
  }

  /** Waits in three steps, each a span; gives the milliseconds waited. */
  @Span('demo-slow')
  async waitInSteps(ms: number): Promise<number> {
    const whole = Math.min(Math.max(0, ms), MAX_WAIT_MS);
    for (const share of SHARES) {
      await this.step(whole * share);
    }
    return whole;
  }

  @Span('demo-step')
  private async step(ms: number): Promise<void> {
    await wait(ms);
  }

  @Span('demo-broken-part')
  private async askBrokenPart(): Promise<never> {
    await wait(5);
    throw new TypeError('This part is broken on purpose');
  }
}
