import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { HEALTH_OPTIONS } from './health.module-definition.js';
import type { HealthModuleOptions } from './health.options.js';
import { OperatorGuard } from './operator.guard.js';

/** Lets operators pass, and everybody where the figures are public. */
@Injectable()
export class FiguresGuard extends OperatorGuard {
  constructor(
    @Inject(HEALTH_OPTIONS) private readonly options: HealthModuleOptions,
  ) {
    super(options);
  }

  override canActivate(execution: ExecutionContext): boolean {
    return this.options.publicFigures === true || super.canActivate(execution);
  }
}
