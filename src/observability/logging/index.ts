export { AppLogger } from './app-logger.service.js';
export type { CaptureOptions } from './capture/capture-output.js';
export type { LevelsByContext } from './levels/context-levels.js';
export {
  type LevelChange,
  type LevelsInForce,
  LogLevels,
} from './levels/log-levels.js';
export { LoggingModule } from './logging.module.js';
export type { LoggedService } from './line/logged-service.js';
export type {
  CloudWatchOptions,
  LoggingModuleOptions,
} from './logging.options.js';
export { LOG_LEVELS, type LogLevel } from './record/log-level.js';
export { loggerOfStart } from './start-logger.js';
export { startLogging } from './start-logging.js';
export type { StartedLogging } from './started-logging.js';
