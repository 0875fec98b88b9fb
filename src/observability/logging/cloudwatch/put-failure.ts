import type { AttemptResult } from '../../delivery/index.js';
import { MissingRight } from './missing-right.js';

/** Pause after a refusal that only a person can end, in milliseconds. */
const SLOW_RETRY_MS = 5000;

/** The content is wrong. Source: CloudWatch Logs API reference, errors of PutLogEvents, and common errors. */
const CONTENT_ERRORS = new Set([
  'InvalidParameterException',
  'SerializationException',
  'ValidationException',
  'ValidationError',
]);

/** What a person can do in the place of a right. */
const INSTEAD: Readonly<Record<string, string>> = {
  'logs:CreateLogGroup': ', or make the log group',
  'logs:CreateLogStream': ', or make the log stream',
};

/** The credentials are wrong. Source: CloudWatch Logs API reference, common errors. */
const CREDENTIALS_ERRORS = new Set([
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** There are no credentials; thrown by the SDK before anything is sent. */
const NO_CREDENTIALS_ERRORS = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
]);

/**
 * Reads an error of the SDK as the outcome of an attempt. What is not known to be the content's fault is tried again:
 * throttling, 5xx, limits, networks, and whatever the service may yet invent.
 */
export function outcomeOfFailure(
  error: unknown,
): Exclude<AttemptResult, { outcome: 'delivered' }> {
  if (!(error instanceof Error)) {
    return { outcome: 'retry', reason: String(error) };
  }
  const { name } = error;
  const status = statusOf(error);
  const reason = `${name}${error.message === '' ? '' : `: ${error.message}`}`;
  if (status === 413) {
    return { outcome: 'too-large', reason };
  }
  if (CONTENT_ERRORS.has(name)) {
    return { outcome: 'refused', reason };
  }
  if (NO_CREDENTIALS_ERRORS.has(name)) {
    return slowly(
      'no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the process a role',
    );
  }
  if (error instanceof MissingRight) {
    return slowly(
      `${reason}; allow ${error.right}${INSTEAD[error.right] ?? ''}`,
    );
  }
  if (CREDENTIALS_ERRORS.has(name)) {
    return slowly(
      `${reason}; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and the clock`,
    );
  }
  return {
    outcome: 'retry',
    reason,
    ...(status === undefined || isBusy(name, status) ? {} : { answered: true }),
  };
}

/** Whether a failure is about how much the service has to do, and not about what it was sent. */
function isBusy(name: string, status: number): boolean {
  return (
    status === 429 || status === 503 || /throttl|limit|unavailable/i.test(name)
  );
}

function slowly(reason: string): AttemptResult & { outcome: 'retry' } {
  return {
    outcome: 'retry',
    reason,
    retryAfterMs: SLOW_RETRY_MS,
    keyRefused: true,
  };
}

/** HTTP status of the answer that an SDK error stands for; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  const metadata: unknown =
    error instanceof Error ? Reflect.get(error, '$metadata') : undefined;
  if (typeof metadata !== 'object' || metadata === null) {
    return undefined;
  }
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}
