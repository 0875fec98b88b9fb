/** The names of the schema that a server's error speaks of; none of them is a value. */
export interface ErrorSubject {
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/**
 * A statement that failed, without what was written: no parameters, no `detail` (`Key (handle)=(…)`), no `hint`, no `where`,
 * and a message whose quoted values are replaced. This, not the driver's error, is what leaves the clients of the store.
 */
export class StatementError extends Error {
  /**
   * @param message without values
   * @param code the server's SQLSTATE (`23505`), or the code of the driver or of Node (`ECONNREFUSED`)
   * @param severity the server's own word: `ERROR`, `FATAL`, `PANIC`; undefined when it is not the server that failed
   * @param type OpenTelemetry's `error.type`: the code, `timeout`, else the name of the driver's error
   */
  constructor(
    message: string,
    readonly code: string | undefined,
    readonly severity: string | undefined,
    readonly type: string,
    readonly subject: ErrorSubject,
  ) {
    super(message);
    this.name = 'StatementError';
  }

  /** The server's SQLSTATE; undefined when the server did not answer. */
  get sqlState(): string | undefined {
    return this.severity === undefined ? undefined : this.code;
  }
}
