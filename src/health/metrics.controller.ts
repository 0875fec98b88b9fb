import {
  Controller,
  Get,
  NotFoundException,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MetricsEndpoint } from '../observability/index.js';
import { AnswersProblem } from '../openapi/index.js';
import { OperatorGuard } from './operator.guard.js';

/** The metrics for Prometheus, where they are asked for on the port of the API: for operators. */
@ApiTags('operations')
@Controller('metrics')
@UseGuards(OperatorGuard)
export class MetricsController {
  constructor(private readonly endpoint: MetricsEndpoint) {}

  /** @throws NotFoundException once the application stops */
  @Get()
  @ApiOperation({
    summary: 'Metrics as Prometheus or OpenMetrics text, for operators',
    security: [{ operator: [] }],
  })
  @ApiProduces('text/plain', 'application/openmetrics-text')
  @AnswersProblem(401, 'The token of operators is missing or wrong')
  @AnswersProblem(403, 'No token is set, and the caller is elsewhere')
  async read(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const answer = await this.endpoint.read(headers.accept);
    if (answer === undefined) {
      throw new NotFoundException('There are no metrics.');
    }
    reply.headers({
      'content-type': answer.contentType,
      'cache-control': 'no-store',
      vary: 'accept',
    });
    return answer.body;
  }
}
