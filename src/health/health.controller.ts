import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AnswersJson } from '../openapi/index.js';

const healthSchema = z
  .object({ success: z.literal(true) })
  .meta({ id: 'Health', description: 'The process answers' });

/** Liveness: the process takes requests. It asks nothing of the store or of any vendor. */
@ApiTags('operations')
@Controller('api/health-check')
export class HealthController {
  @Get()
  @ApiOperation({ summary: 'Liveness' })
  @AnswersJson(healthSchema)
  check(): z.output<typeof healthSchema> {
    return { success: true };
  }
}
