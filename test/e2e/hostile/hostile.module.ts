import { Module } from '@nestjs/common';
import { HostileController } from './hostile.controller.js';
import { HostileWork, Neighbour } from './hostile-work.js';

/** Routes that hand hostile values to telemetry. */
@Module({
  controllers: [HostileController],
  providers: [HostileWork, Neighbour],
})
export class HostileModule {}
