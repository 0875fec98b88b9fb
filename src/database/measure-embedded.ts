import { observePool } from '../observability/index.js';
import type { StatementRunner } from './traced-statements.js';

/**
 * Tells of the embedded store what there is to tell of a pool: its one connection runs one statement at a time, and the
 * others wait.
 */
export function measureEmbedded(
  runner: StatementRunner,
  name: string,
): { readonly runner: StatementRunner; readonly close: () => void } {
  let sent = 0;
  const used = (): number => Math.min(1, sent);
  const { close } = observePool(name, {
    idle: () => 1 - used(),
    used,
    pending: () => sent - used(),
    limit: 1,
  });
  return {
    runner: async (statement, run) => {
      sent += 1;
      try {
        return await runner(statement, run);
      } finally {
        sent -= 1;
      }
    },
    close,
  };
}
