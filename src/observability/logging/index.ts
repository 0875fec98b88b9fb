export { AppLogger } from './app-logger.service.js';
export { LoggingModule } from './logging.module.js';
export type {
  CloudWatchOptions,
  LoggedService,
  LoggingModuleOptions,
} from './logging.options.js';
export type { LogLevel } from './record/log-level.js';
