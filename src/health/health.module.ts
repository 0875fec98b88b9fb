import { Module } from '@nestjs/common';
import { HttpModule } from '../http/index.js';
import { HealthController } from './health.controller.js';
import { RollbarTestController } from './rollbar-test.controller.js';

/** Whether the process is well, and whether its way to the error tracker works. */
@Module({
  imports: [HttpModule],
  controllers: [HealthController, RollbarTestController],
})
export class HealthModule {}
