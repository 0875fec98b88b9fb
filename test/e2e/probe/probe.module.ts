import { Module } from '@nestjs/common';
import { ProbeAnswers, SlowResults } from './answers.controller.js';
import { ProbeEnds } from './ends.controller.js';
import { FailingWork, ProbeFailures } from './failures.controller.js';
import { ProbeThrown } from './thrown.controller.js';

/** Routes for the kinds of request that the application's own routes do not bring about. */
@Module({
  controllers: [ProbeAnswers, ProbeFailures, ProbeThrown, ProbeEnds],
  providers: [SlowResults, FailingWork],
})
export class ProbeModule {}
