import { reasonOf } from '../database.error.js';
import { namesIn, safeMessage } from './safe-message.js';
import { type ErrorSubject, StatementError } from './statement.error.js';

/** Source: PostgreSQL documentation, "PostgreSQL Error Codes": five digits or capitals. */
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** A code of Node's or of a driver's. */
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
/** What `pg` and its pool say when they give up waiting: for an answer, for a free connection, for a new one. */
const TIMEOUT =
  /^(?:Query read timeout|timeout exceeded when trying to connect|Connection terminated due to connection timeout|timeout expired)$/;
/** The server's function that raises what a function of the application says (`RAISE`), in words of its own. */
const RAISE = 'exec_stmt_raise';

/**
 * What a driver failed with, without what was written. Never throws.
 *
 * @param statement the statement without its literals: names in it may stand in the message
 */
export function toStatementError(
  error: unknown,
  statement: string,
): StatementError {
  if (error instanceof StatementError) return error;
  const code = textOf(error, 'code');
  const severity = textOf(error, 'severity');
  if (severity !== undefined && code !== undefined && SQLSTATE.test(code))
    return serverError(error, statement, code, severity);
  const reason = reasonOf(error);
  const known = code !== undefined && CODE.test(code) ? code : undefined;
  return new StatementError(
    safeMessage(reason, namesIn([statement]), false),
    known,
    undefined,
    TIMEOUT.test(reason) ? 'timeout' : (known ?? nameOf(error)),
    {},
  );
}

function serverError(
  error: unknown,
  statement: string,
  sqlState: string,
  severity: string,
): StatementError {
  if (textOf(error, 'routine') === RAISE)
    return new StatementError(
      'a function of the database raised an exception',
      sqlState,
      severity,
      sqlState,
      {},
    );
  const subject = subjectOf(error);
  const known = namesIn([statement, ...Object.values(subject)]);
  return new StatementError(
    safeMessage(reasonOf(error), known, true),
    sqlState,
    severity,
    sqlState,
    subject,
  );
}

function subjectOf(error: unknown): ErrorSubject {
  const schema = textOf(error, 'schema');
  const table = textOf(error, 'table');
  const column = textOf(error, 'column');
  const constraint = textOf(error, 'constraint');
  return {
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
    ...(column === undefined ? {} : { column }),
    ...(constraint === undefined ? {} : { constraint }),
  };
}

function textOf(error: unknown, key: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '_OTHER';
}
