import type { AppLogger } from '../app-logger.service.js';
import { captureConsole } from './capture-console.js';
import { captureWarnings } from './capture-warnings.js';
import { guardTransports } from './guard-transports.js';

/** What of a process's own output becomes log lines. */
export interface CaptureOptions {
  /** What is written by `console`. @default false */
  readonly console?: boolean | undefined;
  /** The process's warnings. @default false */
  readonly warnings?: boolean | undefined;
}

/**
 * Makes log lines of what goes to the process's output past the logger.
 *
 * @returns ends it
 */
export function captureOutput(
  logger: AppLogger,
  options: CaptureOptions,
): () => void {
  if (options.console === true || options.warnings === true) {
    guardTransports(logger.getWinstonLogger());
  }
  const releases = [
    ...(options.console === true ? [captureConsole(logger)] : []),
    ...(options.warnings === true
      ? [captureWarnings(logger.getWinstonLogger())]
      : []),
  ];
  return () => {
    for (const release of releases) {
      release();
    }
  };
}
