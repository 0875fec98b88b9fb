import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { DeliveryModuleOptions } from './delivery-module.options.js';

export const {
  ConfigurableModuleClass: DeliveryModuleClass,
  MODULE_OPTIONS_TOKEN: DELIVERY_OPTIONS,
} = new ConfigurableModuleBuilder<DeliveryModuleOptions>({
  moduleName: 'Delivery',
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
  }))
  .build();
