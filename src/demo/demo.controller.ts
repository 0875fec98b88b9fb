import {
  Controller,
  DefaultValuePipe,
  Get,
  ParseIntPipe,
  Query,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DemoWork } from './demo-work.js';

/** Requests that go wrong or take long, for the console's own calls: here only beside the sandbox. */
@ApiExcludeController()
@Controller('demo')
export class DemoController {
  constructor(private readonly work: DemoWork) {}

  /** Fails with a 500 inside a service. */
  @Get('failure')
  async fail(): Promise<void> {
    await this.work.fail();
  }

  /** Takes a while, by default 800 milliseconds and at most 5 seconds. */
  @Get('slow')
  async slow(
    @Query('ms', new DefaultValuePipe(800), ParseIntPipe) ms: number,
  ): Promise<{ readonly waited_ms: number }> {
    return { waited_ms: await this.work.waitInSteps(ms) };
  }
}
