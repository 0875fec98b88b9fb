import winston, { type Logger } from 'winston';
import type TransportStream from 'winston-transport';
import type { LevelsByContext } from '../levels/context-levels.js';
import { configureLevels } from '../levels/log-levels.js';
import type { JsonLine } from '../line/json-line.js';
import { loggerTrouble } from '../output/logger-trouble.js';
import { type LogLevel, WINSTON_LEVELS } from '../record/log-level.js';
import { guardLogger } from './guard-logger.js';
import { recordOf, setLine } from './winston-info.js';

/**
 * winston with Nest's levels. Every info gets its line of JSON as winston's finished message, for any transport to write.
 *
 * @param contexts levels of contexts
 */
export function createWinston(
  level: LogLevel,
  json: JsonLine,
  transports: TransportStream[],
  contexts?: LevelsByContext,
): Logger {
  const line = winston.format((info) => {
    setLine(info, json.encode(recordOf(info)));
    return info;
  });
  const logger = winston.createLogger({
    levels: { ...WINSTON_LEVELS },
    level,
    format: line(),
    transports,
    exitOnError: false,
  });
  // A stream without an error listener ends the process; a transport in trouble is not worth that.
  logger.on('error', (error: unknown) => {
    loggerTrouble(`a log transport failed: ${String(error)}`);
  });
  guardLogger(logger, configureLevels(logger, contexts));
  return logger;
}
