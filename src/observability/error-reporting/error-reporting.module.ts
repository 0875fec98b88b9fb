import { Inject, Module } from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { RequestObserver } from '../request/index.js';
import { ErrorReporter } from './error-reporter.service.js';
import { ErrorReportingFilter } from './error-reporting.filter.js';
import { ErrorReportingModuleClass } from './error-reporting.module-definition.js';
import { reportFailingStreams } from './failing-streams.js';
import { bindFrameworkErrors } from './framework-errors.js';

/**
 * Answers every failure as problem+json and reports what is unexpected to Rollbar. Needs DeliveryModule and RequestModule.
 * Without `rollbar` in its options it still answers and logs.
 */
@Module({
  providers: [
    ErrorReporter,
    ErrorReportingFilter,
    { provide: APP_FILTER, useExisting: ErrorReportingFilter },
  ],
  exports: [ErrorReporter],
})
export class ErrorReportingModule extends ErrorReportingModuleClass {
  constructor(
    @Inject(HttpAdapterHost) { httpAdapter }: HttpAdapterHost,
    @Inject(RequestObserver) observer: RequestObserver,
    @Inject(ErrorReportingFilter) filter: ErrorReportingFilter,
  ) {
    super();
    if (httpAdapter instanceof FastifyAdapter) {
      const fastify = httpAdapter.getInstance();
      bindFrameworkErrors(fastify, { observer, filter });
      reportFailingStreams(fastify, filter);
    }
  }
}
