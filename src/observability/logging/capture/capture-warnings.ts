import type { Logger } from 'winston';
import { levelsOf } from '../levels/log-levels.js';
import { parseLogArguments } from '../record/log-arguments.js';
import { currentOrigin } from '../record/log-origin.js';
import type { LogRecord } from '../record/log-record.js';
import { toInfo } from '../winston/winston-info.js';
import { isCaptured, whileCaptured } from './captured.js';

/** Context of the lines. */
const CONTEXT = 'process';

/** Name of Node's own listener, which prints warnings on standard error. Source: Node, `lib/internal/process/warning.js`. */
const NODES_LISTENER = 'onWarning';

/**
 * Makes log lines of the process's warnings (deprecations, listeners that pile up, `process.emitWarning`) in the place of what
 * Node prints. Where Node was told to print none (`--no-warnings`), there are no lines either.
 *
 * @returns lets Node print them again
 */
export function captureWarnings(winston: Logger): () => void {
  const printers = process
    .listeners('warning')
    .filter(({ name }) => name === NODES_LISTENER);
  if (printers.length === 0) {
    return () => undefined;
  }
  const onWarningOfProcess = (warning: Error): void => {
    if (!isCaptured() && wasWritten(winston, warning)) {
      return;
    }
    for (const printer of printers) {
      printer.call(process, warning);
    }
  };
  for (const printer of printers) {
    process.off('warning', printer);
  }
  process.on('warning', onWarningOfProcess);
  return () => {
    process.off('warning', onWarningOfProcess);
    for (const printer of printers) {
      process.on('warning', printer);
    }
  };
}

/** Whether a line was written, or its level is off; not where that failed. */
function wasWritten(winston: Logger, warning: Error): boolean {
  try {
    const levels = levelsOf(winston);
    if (levels.isEnabled('warn', CONTEXT)) {
      whileCaptured(() => {
        winston.write(
          toInfo(recordOf(warning), levels.deciding('warn', CONTEXT)),
        );
      });
    }
    return true;
  } catch {
    return false;
  }
}

/** The stack stays out of a terminal, as with Node. */
function recordOf(warning: Error): LogRecord {
  const { name, message } = warning;
  const { fields, ...parsed } = parseLogArguments(
    {
      message: `${name}: ${message}`,
      code: Reflect.get(warning, 'code'),
      detail: Reflect.get(warning, 'detail'),
      error: warning,
    },
    [CONTEXT],
    false,
  );
  return {
    timestamp: Date.now(),
    level: 'warn',
    message: parsed.message,
    context: CONTEXT,
    ...currentOrigin(),
    fields,
    error: parsed.error,
    brief: true,
  };
}
