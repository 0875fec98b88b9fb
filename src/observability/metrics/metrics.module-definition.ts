import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { MetricsModuleOptions } from './metrics.options.js';

export const {
  ConfigurableModuleClass: MetricsModuleClass,
  MODULE_OPTIONS_TOKEN: METRICS_OPTIONS,
} = new ConfigurableModuleBuilder<MetricsModuleOptions>({
  moduleName: 'Metrics',
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
  }))
  .build();
