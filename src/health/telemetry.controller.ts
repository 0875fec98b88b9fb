import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DeliveryRegistry } from '../observability/index.js';
import { AnswersJson, AnswersProblem } from '../openapi/index.js';
import { FiguresGuard } from './figures.guard.js';
import { telemetryFiguresSchema } from './health.schema.js';

/** What became of the telemetry: for operators. */
@ApiTags('operations')
@Controller('health/telemetry')
@UseGuards(FiguresGuard)
export class TelemetryController {
  constructor(private readonly deliveries: DeliveryRegistry) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Figures of the delivery of telemetry, for operators',
    security: [{ operator: [] }],
  })
  @AnswersJson(telemetryFiguresSchema)
  @AnswersProblem(401, 'The token of operators is missing or wrong')
  @AnswersProblem(403, 'No token is set, and the caller is elsewhere')
  figures(): z.output<typeof telemetryFiguresSchema> {
    const spool = this.deliveries.spool();
    return telemetryFiguresSchema.parse({
      sinks: this.deliveries.figures(),
      memory: this.deliveries.budget(),
      // Without its folder: where it lies concerns nobody outside.
      ...(spool && { spool }),
    });
  }
}
