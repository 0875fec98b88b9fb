import { Injectable } from '@nestjs/common';
import {
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { NoTrace } from '../observability/index.js';

/** Whether the process wants requests. It does until it begins to stop. */
@NoTrace()
@Injectable()
export class Readiness {
  private draining = false;

  constructor(private readonly indicators: HealthIndicatorService) {}

  /** From now on the process finishes what it has, and says so to whoever asks. */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  /** The indicator `process`: down while draining. */
  check(): HealthIndicatorResult<'process'> {
    const indicator = this.indicators.check('process');
    return this.draining
      ? indicator.down({ message: 'stopping' })
      : indicator.up();
  }
}
