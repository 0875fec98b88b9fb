import { Inject, Module } from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { RequestObserver } from '../request/index.js';
import { ErrorReporter } from './error-reporter.service.js';
import { ErrorReportingFilter } from './error-reporting.filter.js';
import {
  ERROR_REPORTING_OPTIONS,
  ErrorReportingModuleClass,
} from './error-reporting.module-definition.js';
import type { ErrorReportingModuleOptions } from './error-reporting.options.js';
import { reportFailedAnswers } from './failed-answers.js';
import { reportFailingStreams } from './failing-streams.js';
import { bindFrameworkErrors } from './framework-errors.js';
import { keepBodies } from './request-bodies.js';

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
    @Inject(ErrorReporter) reporter: ErrorReporter,
    @Inject(ERROR_REPORTING_OPTIONS)
    { rollbar }: ErrorReportingModuleOptions,
  ) {
    super();
    const { name = false, email = false } = rollbar?.person ?? {};
    observer.keepUserDetails({ name, email });
    reportFailedAnswers(observer, reporter);
    if (httpAdapter instanceof FastifyAdapter) {
      const fastify = httpAdapter.getInstance();
      bindFrameworkErrors(fastify, { observer, filter });
      reportFailingStreams(fastify, filter);
      if (rollbar?.requestBody === true) {
        keepBodies(fastify);
      }
    }
  }
}
