/** The error types answered here, as CloudWatch Logs and AWS's front ends name them. */
export type AwsErrorType =
  | 'AccessDeniedException'
  | 'IncompleteSignatureException'
  | 'InvalidParameterException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'RequestEntityTooLargeException'
  | 'ResourceAlreadyExistsException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'TooManyTagsException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException';

/** Answers of everyday use, which break no contract: a client asks, learns and creates. */
const EVERYDAY: ReadonlySet<AwsErrorType> = new Set([
  'AccessDeniedException',
  'ResourceAlreadyExistsException',
  'ResourceNotFoundException',
]);

/** A request that CloudWatch Logs turns away. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly type: AwsErrorType;
  /** The rule broken, for the record. */
  readonly rule: string;

  constructor(type: AwsErrorType, rule: string, message: string) {
    super(message);
    this.type = type;
    this.rule = rule;
  }

  /** HTTP status. */
  get status(): number {
    return this.type === 'RequestEntityTooLargeException' ? 413 : 400;
  }

  /** Whether the request broke the contract, rather than met a resource that is or is not there. */
  get isViolation(): boolean {
    return !EVERYDAY.has(this.type);
  }
}

/** An `InvalidParameterException`. */
export function invalid(rule: string, message: string): AwsError {
  return new AwsError('InvalidParameterException', rule, message);
}
