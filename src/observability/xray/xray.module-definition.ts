import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { XRayModuleOptions } from './xray.options.js';

export const {
  ConfigurableModuleClass: XRayModuleClass,
  MODULE_OPTIONS_TOKEN: XRAY_OPTIONS,
} = new ConfigurableModuleBuilder<XRayModuleOptions>({ moduleName: 'XRay' })
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
  }))
  .build();
