export { ErrorReporter } from './error-reporter.service.js';
export { ErrorReportingModule } from './error-reporting.module.js';
export type { ErrorReportingModuleOptions } from './error-reporting.options.js';
export { logException } from './log-exception.js';
export { answerClientError } from './client-errors.js';
export { answerFrameworkError } from './framework-errors.js';
