export { HealthModule } from './health.module.js';
export type { HealthModuleOptions } from './health.options.js';
export { Readiness } from './readiness.service.js';
