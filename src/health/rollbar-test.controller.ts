import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ErrorReporter } from '../observability/index.js';
import { AnswersProblem } from '../openapi/index.js';

/** Proves the way to the error tracker: one call, one message there. */
@ApiTags('operations')
@Controller('rollbar/test')
export class RollbarTestController {
  constructor(private readonly reporter: ErrorReporter) {}

  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiOperation({ summary: 'Send the message Hello World! to Rollbar' })
  @ApiOkResponse({
    description: 'The message that was sent',
    content: {
      'text/plain': { schema: { type: 'string', enum: ['Hello World!'] } },
    },
  })
  @AnswersProblem('default', 'Anything that goes wrong')
  sendMessage(): string {
    this.reporter.message('Hello World!', 'warning');
    return 'Hello World!';
  }
}
