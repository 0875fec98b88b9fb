import {
  Controller,
  Get,
  Header,
  HttpStatus,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { expectFailure } from '../observability/index.js';
import { AnswersJson } from '../openapi/index.js';
import { DatabaseIndicator } from './database.indicator.js';
import { healthReportSchema } from './health.schema.js';
import { Readiness } from './readiness.service.js';

type HealthReport = z.output<typeof healthReportSchema>;

/** What an orchestrator asks: whether to restart the process, and whether to send it requests. */
@ApiTags('operations')
@Controller('health')
export class ProbesController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: Readiness,
    private readonly database: DatabaseIndicator,
  ) {}

  /** 200 while the process runs, until its last moment: what else is away, a restart would not bring back. */
  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Liveness: whether the process runs' })
  @AnswersJson(healthReportSchema)
  live(): HealthReport {
    return { status: 'ok', info: {}, error: {}, details: {} };
  }

  /** 503 while the process stops or the database is away. That is an answer like any other, and reported nowhere. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Readiness: whether to send requests here' })
  @AnswersJson(healthReportSchema)
  @ApiResponse({
    status: 503,
    description: 'The process stops, or the database does not answer',
    standardSchema: healthReportSchema,
  })
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HealthReport> {
    try {
      const report = await this.health.check([
        () => this.readiness.check(),
        ...(this.readiness.isDraining ? [] : [() => this.database.check()]),
      ]);
      return healthReportSchema.parse(report);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) {
        throw error;
      }
      expectFailure();
      void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
      return healthReportSchema.parse(error.getResponse());
    }
  }
}
