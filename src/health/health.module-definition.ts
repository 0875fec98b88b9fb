import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { HealthModuleOptions } from './health.options.js';

export const {
  ConfigurableModuleClass: HealthModuleClass,
  MODULE_OPTIONS_TOKEN: HEALTH_OPTIONS,
} = new ConfigurableModuleBuilder<HealthModuleOptions>()
  .setClassMethodName('forRoot')
  .build();
