/** Names of the service's refusal for a right that is missing. Source: CloudWatch Logs API reference, common errors. */
const DENIED_ERRORS = new Set(['AccessDeniedException', 'NotAuthorized']);

/** What AWS says of a right that is missing. Source: IAM user guide, "Troubleshoot access denied error messages". */
const NAMED_RIGHT = /not authorized to perform:? (logs:\w+)/;

/** A call that was refused for a right that the process does not have. */
export class MissingRight extends Error {
  override readonly name = 'AccessDeniedException';

  /** @param right the IAM action, `logs:CreateLogGroup` for example */
  constructor(
    readonly right: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Makes a call.
 *
 * @param right the IAM action that it needs, where the refusal names no other
 * @throws MissingRight, or the SDK's own error
 */
export async function withRight<T>(
  right: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && DENIED_ERRORS.has(error.name)) {
      const named = NAMED_RIGHT.exec(error.message)?.[1];
      throw new MissingRight(named ?? right, error.message);
    }
    throw error;
  }
}

/** Whether an SDK error is the service's exception of that name. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
