import {
  applyDecorators,
  BadRequestException,
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Put,
  UseGuards,
} from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LOG_LEVELS, LogLevels } from '../observability/index.js';
import { AnswersJson, AnswersProblem, ReadsJson } from '../openapi/index.js';
import {
  type LogLevelChange,
  logLevelChangeSchema,
  logLevelsSchema,
  MAX_SECONDS,
} from './log-levels.schema.js';
import { OperatorGuard } from './operator.guard.js';

type LogLevelsAnswer = z.output<typeof logLevelsSchema>;

/** Who the line about a change names. */
const BY = 'an operator';

/** The log levels of this process, read and changed while it runs: for operators. */
@ApiTags('operations')
@Controller('health/log-levels')
@UseGuards(OperatorGuard)
export class LogLevelsController {
  constructor(private readonly levels: LogLevels) {}

  @Get()
  @ForOperators()
  @ApiOperation({
    summary: 'The log levels in force, for operators',
    security: [{ operator: [] }],
  })
  @AnswersJson(logLevelsSchema)
  read(): LogLevelsAnswer {
    const { until, ...inForce } = this.levels.read();
    return logLevelsSchema.parse({
      ...inForce,
      ...(until && { until: new Date(until).toISOString() }),
    });
  }

  /** Changes the levels, in place of an earlier change, for a time or until the next one. */
  @Put()
  @ForOperators()
  @ApiOperation({
    summary: 'Change the log levels, for operators',
    security: [{ operator: [] }],
  })
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        level: { type: 'string', enum: [...LOG_LEVELS] },
        contexts: {
          type: 'object',
          additionalProperties: { type: 'string', enum: [...LOG_LEVELS] },
        },
        forSeconds: { type: 'integer', minimum: 1, maximum: MAX_SECONDS },
      },
      additionalProperties: false,
    },
  })
  @AnswersJson(logLevelsSchema)
  @ReadsJson()
  change(@Body() body: unknown): LogLevelsAnswer {
    const { level, contexts, forSeconds } = changeOf(body);
    this.levels.apply(
      {
        level,
        contexts,
        forMs: forSeconds === undefined ? undefined : forSeconds * 1000,
      },
      BY,
    );
    return this.read();
  }

  /** Takes a change back. */
  @Delete()
  @ForOperators()
  @ApiOperation({
    summary: 'Take a change of the log levels back, for operators',
    security: [{ operator: [] }],
  })
  @AnswersJson(logLevelsSchema)
  restore(): LogLevelsAnswer {
    this.levels.restore(BY);
    return this.read();
  }
}

/** What all answers have in common. */
function ForOperators(): MethodDecorator {
  return applyDecorators(
    Header('cache-control', 'no-store'),
    AnswersProblem(401, 'The token of operators is missing or wrong'),
    AnswersProblem(403, 'No token is set, and the caller is elsewhere'),
  );
}

/** @throws BadRequestException that says what is wrong */
function changeOf(body: unknown): LogLevelChange {
  const read = logLevelChangeSchema.safeParse(body);
  if (read.success) {
    return read.data;
  }
  const problems = read.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new BadRequestException(problems.join('; '));
}
