import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { LoggingModuleOptions } from './logging.options.js';

export const {
  ConfigurableModuleClass: LoggingModuleClass,
  MODULE_OPTIONS_TOKEN: LOGGING_OPTIONS,
} = new ConfigurableModuleBuilder<LoggingModuleOptions>({
  moduleName: 'Logging',
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
  }))
  .build();
