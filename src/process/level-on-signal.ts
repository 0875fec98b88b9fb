import type { INestApplication } from '@nestjs/common';
import { LogLevels } from '../observability/index.js';

/** The signal that Node leaves to the application, SIGUSR1 being the debugger's. */
const SIGNAL = 'SIGUSR2';

/** Changes the log level on a signal. */
interface LevelOnSignal {
  /** From now on, this application's level is changed. Until then the signal does nothing. */
  changeIn(app: INestApplication): void;
}

/**
 * Changes the log level to `debug` on SIGUSR2, and back on the next one. Call it early: a process that does not listen for the
 * signal dies of it.
 */
export function levelOnSignal(): LevelOnSignal {
  let levels: LogLevels | undefined;
  process.on(SIGNAL, () => {
    levels?.toggle(SIGNAL);
  });
  return {
    changeIn: (app) => {
      levels = app.get(LogLevels, { strict: false });
    },
  };
}
