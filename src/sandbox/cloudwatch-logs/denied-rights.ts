import { AwsError } from '../aws/index.js';

/** Who calls, in refusals. */
const CALLER = 'arn:aws:iam::000000000000:user/sandbox';

/** IAM actions of CloudWatch Logs that the caller may not do: `logs:CreateLogGroup` and the like. */
export class DeniedRights {
  #denied: ReadonlySet<string> = new Set();

  list(): string[] {
    return [...this.#denied].toSorted();
  }

  /** Denies these actions, and no other. */
  set(actions: readonly string[]): void {
    this.#denied = new Set(actions);
  }

  /**
   * Checks that an operation is allowed. A group that is made with tags needs the right to tag as well
   * (CloudWatch Logs API, CreateLogGroup).
   *
   * @throws AwsError `AccessDeniedException`.
   */
  check(operation: string, input: unknown): void {
    const needed = [
      `logs:${operation}`,
      ...(operation === 'CreateLogGroup' && hasTags(input)
        ? ['logs:TagResource']
        : []),
    ];
    const missing = needed.find((action) => this.#denied.has(action));
    if (missing !== undefined) {
      throw new AwsError(
        'AccessDeniedException',
        'rights.denied',
        `User: ${CALLER} is not authorized to perform: ${missing} on resource: ${resourceOf(input)} because no identity-based policy allows the ${missing} action`,
      );
    }
  }
}

function hasTags(input: unknown): boolean {
  const tags = memberOf(input, 'tags');
  return typeof tags === 'object' && tags !== null;
}

function resourceOf(input: unknown): string {
  const name = memberOf(input, 'logGroupName');
  const group = typeof name === 'string' ? name.slice(0, 512) : '';
  return `arn:aws:logs:us-east-1:000000000000:log-group:${group}:log-stream:`;
}

function memberOf(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null
    ? Reflect.get(input, name)
    : undefined;
}
