import { toStatementError } from './failure/to-statement-error.js';
import type { Statement } from './statement.js';
import type { StatementCatalog } from './statement/statement-catalog.js';

/** Runs one statement inside whatever watches it: a span in the application, a list in tests. */
export type StatementRunner = <T>(
  statement: Statement,
  run: () => Promise<T>,
) => Promise<T>;

/** What the statements of a store go through. */
export interface StatementTracing {
  readonly catalog: StatementCatalog;
  readonly runner: StatementRunner;
}

/**
 * Statements that only announce others: they take no time worth a span, and each span is billed. `COMMIT` and `ROLLBACK` go
 * through the runner, as they may wait for a disk or for others. One that fails here fails the span above.
 */
const ANNOUNCES = /^(?:BEGIN|START|SAVEPOINT|RELEASE)$/;

/**
 * A client, pool or transaction whose `query` goes through the runner and rejects with a `StatementError`.
 *
 * @param replaced further methods that are not the client's own
 */
export function traceStatements<T extends object>(
  client: T,
  { catalog, runner }: StatementTracing,
  replaced: Readonly<Record<string, unknown>> = {},
): T {
  const query = async (...parameters: unknown[]): Promise<unknown> => {
    const send: unknown = Reflect.get(client, 'query');
    if (typeof send !== 'function') throw new TypeError('not a client');
    const statement = catalog.describe(textOf(parameters[0]));
    const run = (): Promise<unknown> =>
      withSafeErrors(
        async () => Reflect.apply(send, client, parameters),
        statement.text,
      );
    return ANNOUNCES.test(statement.operation ?? '')
      ? run()
      : runner(statement, run);
  };
  const methods: Readonly<Record<string, unknown>> = { query, ...replaced };
  return new Proxy(client, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(methods, key))
        return methods[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && key !== 'constructor'
        ? value.bind(target)
        : value;
    },
  });
}

/**
 * Runs what a driver does, and rejects with a `StatementError` when it fails.
 *
 * @param statement the statement without its literals; empty where there is none
 */
export async function withSafeErrors<T>(
  run: () => Promise<T>,
  statement = '',
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const failure = toStatementError(error, statement);
    // The driver's stack ends at its socket; this one leads to who asked.
    Error.captureStackTrace(failure, withSafeErrors);
    throw failure;
  }
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  if (typeof query === 'object' && query !== null && 'text' in query)
    return String(query.text);
  return '';
}
