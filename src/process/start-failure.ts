import { ConfigError } from '../config/index.js';
import type { OpenLog } from '../observability/index.js';

/** Time that the last lines of a start that fails have to reach their vendors, in milliseconds. */
const LIMIT_MS = 3000;

/**
 * Ends a start that failed, with code 1, or 78 where the environment is wrong. The failure is the log's last line, which
 * is delivered with all before it; where there is no log yet it goes to standard error.
 *
 * @param openLog opens the log, or gives the one that is open; undefined before the configuration is known
 */
export async function failToStart(
  error: unknown,
  openLog: () => Promise<OpenLog | undefined>,
): Promise<never> {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  const { message, isKnown } = startProblem(error);
  const log = await openedOrNone(openLog);
  if (log === undefined) {
    process.stderr.write(`${isKnown ? message : stackOrText(error)}\n`);
  } else {
    log.logger.fatal(message, ...(isKnown ? [] : [error]), 'Start');
    await log.close(LIMIT_MS);
  }
  process.exit(1);
}

async function openedOrNone(
  openLog: () => Promise<OpenLog | undefined>,
): Promise<OpenLog | undefined> {
  try {
    return await openLog();
  } catch {
    return undefined;
  }
}

/** What went wrong, and what to do where that is known; otherwise the error is shown as it is. */
function startProblem(error: unknown): {
  readonly message: string;
  readonly isKnown: boolean;
} {
  if (!(error instanceof Error)) {
    return { message: `The start failed: ${String(error)}`, isKnown: true };
  }
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'EADDRINUSE') {
    return {
      message: `PORT: ${error.message}. Stop what listens there or set PORT to another port.`,
      isKnown: true,
    };
  }
  if (code === 'EACCES' && error.message.includes('listen')) {
    return {
      message: `PORT: ${error.message}. Ports below 1024 need rights; set PORT to a higher one.`,
      isKnown: true,
    };
  }
  return {
    message: `The start failed: ${error.message}`,
    isKnown: typeof code === 'string' || error.name === 'SandboxStartFailed',
  };
}

function stackOrText(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}
