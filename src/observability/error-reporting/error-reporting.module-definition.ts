import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { ErrorReportingModuleOptions } from './error-reporting.options.js';

export const {
  ConfigurableModuleClass: ErrorReportingModuleClass,
  MODULE_OPTIONS_TOKEN: ERROR_REPORTING_OPTIONS,
} = new ConfigurableModuleBuilder<ErrorReportingModuleOptions>({
  moduleName: 'ErrorReporting',
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
  }))
  .build();
