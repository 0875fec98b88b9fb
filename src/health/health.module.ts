import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HttpModule } from '../http/index.js';
import { DatabaseIndicator } from './database.indicator.js';
import { FiguresGuard } from './figures.guard.js';
import { HealthController } from './health.controller.js';
import { HealthModuleClass } from './health.module-definition.js';
import type { HealthModuleOptions } from './health.options.js';
import { LogLevelsController } from './log-levels.controller.js';
import { MetricsController } from './metrics.controller.js';
import { OperatorGuard } from './operator.guard.js';
import { ProbesController } from './probes.controller.js';
import { Readiness } from './readiness.service.js';
import { RollbarTestController } from './rollbar-test.controller.js';
import { TelemetryController } from './telemetry.controller.js';

/** Whether the process is well, and whether its way to the vendors works. */
@Module({
  // Its logger would write a line for every probe that finds something away; DatabaseIndicator writes one for the change.
  imports: [HttpModule, TerminusModule.forRoot({ logger: false })],
  controllers: [
    HealthController,
    ProbesController,
    TelemetryController,
    LogLevelsController,
    RollbarTestController,
  ],
  providers: [DatabaseIndicator, FiguresGuard, OperatorGuard, Readiness],
})
export class HealthModule extends HealthModuleClass {
  static override forRoot(options: HealthModuleOptions): DynamicModule {
    return {
      ...super.forRoot(options),
      controllers: options.servesMetrics === true ? [MetricsController] : [],
    };
  }
}
