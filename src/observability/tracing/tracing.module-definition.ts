import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { TracingModuleOptions } from './tracing.options.js';

export const {
  ConfigurableModuleClass: TracingModuleClass,
  MODULE_OPTIONS_TOKEN: TRACING_OPTIONS,
} = new ConfigurableModuleBuilder<TracingModuleOptions>({
  moduleName: 'Tracing',
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
  }))
  .build();
