/** Why a rule of redaction is refused. */
export type RedactionProblem =
  | 'REDACTION_KEY_INVALID'
  | 'REDACTION_PATTERN_INVALID'
  | 'REDACTION_PATTERN_UNSAFE';

/** A rule of one's own that can't be followed. Thrown when redaction is set up, never while something is redacted. */
export class RedactionError extends Error {
  override readonly name = 'RedactionError';

  constructor(
    readonly code: RedactionProblem,
    message: string,
  ) {
    super(`${message} (${code})`);
  }
}
