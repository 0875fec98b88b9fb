import { MissingRight } from './missing-right.js';
import { outcomeOfFailure } from './put-failure.js';

function failure(name: string, httpStatusCode?: number): Error {
  const error = new Error('why');
  error.name = name;
  return httpStatusCode === undefined
    ? error
    : Object.assign(error, { $metadata: { httpStatusCode } });
}

describe('outcomeOfFailure', () => {
  it.each([
    ['ThrottlingException', 400, 'retry'],
    ['ServiceUnavailableException', 503, 'retry'],
    ['InternalFailure', 500, 'retry'],
    ['LimitExceededException', 400, 'retry'],
    ['OperationAbortedException', 400, 'retry'],
    ['TimeoutError', undefined, 'retry'],
    ['UnheardOfException', 400, 'retry'],
    ['InvalidParameterException', 400, 'refused'],
    ['SerializationException', 400, 'refused'],
    ['RequestEntityTooLarge', 413, 'too-large'],
  ])('reads %s (%s) as %s', (name, status, outcome) => {
    const result = outcomeOfFailure(failure(name, status));
    expect(result.outcome).toBe(outcome);
    expect(result).not.toHaveProperty('retryAfterMs');
    expect(result.reason).toBe(`${name}: why`);
  });

  it.each([
    ['UnrecognizedClientException', 'AWS_ACCESS_KEY_ID'],
    ['InvalidSignatureException', 'the clock'],
    ['ExpiredTokenException', 'AWS_SESSION_TOKEN'],
    ['CredentialsProviderError', 'AWS_PROFILE'],
  ])('repeats %s slowly and says what to do', (name, advice) => {
    expect(outcomeOfFailure(failure(name, 400))).toEqual({
      outcome: 'retry',
      reason: expect.stringContaining(advice),
      retryAfterMs: 5000,
      keyRefused: true,
    });
  });

  it('names the right that is missing, and what can be done instead', () => {
    expect(
      outcomeOfFailure(new MissingRight('logs:CreateLogGroup', 'no')),
    ).toEqual({
      outcome: 'retry',
      reason:
        'AccessDeniedException: no; allow logs:CreateLogGroup, or make the log group',
      retryAfterMs: 5000,
      keyRefused: true,
    });
  });

  it('survives what is no Error', () => {
    expect(outcomeOfFailure(null)).toMatchObject({ outcome: 'retry' });
  });
});
