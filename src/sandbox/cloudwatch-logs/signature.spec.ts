import {
  amzDate,
  authorization,
  GROUP,
  type Headers,
  HOUR,
  type Json,
  useCloudWatchSandbox,
} from './cloudwatch-sandbox.spec-fixture.js';

describe('CloudWatch Logs requests', () => {
  const given = useCloudWatchSandbox();
  const { call } = given;

  const day = amzDate().slice(0, 8);
  it.each<[string, string, Headers]>([
    [
      'no signature',
      'MissingAuthenticationTokenException',
      { authorization: undefined },
    ],
    [
      'another scheme',
      'IncompleteSignatureException',
      { authorization: 'Bearer x' },
    ],
    [
      'a missing part',
      'IncompleteSignatureException',
      { authorization: authorization().replace(/, Signature=.*/, '') },
    ],
    [
      'a malformed signature',
      'IncompleteSignatureException',
      { authorization: authorization().replace(/a{64}/, 'xyz') },
    ],
    [
      'a short scope',
      'IncompleteSignatureException',
      { authorization: authorization({ scope: `AKID/${day}/us-east-1` }) },
    ],
    ['no date', 'IncompleteSignatureException', { 'x-amz-date': undefined }],
    [
      'a malformed date',
      'IncompleteSignatureException',
      { 'x-amz-date': new Date().toISOString() },
    ],
    [
      'a malformed key id',
      'UnrecognizedClientException',
      {
        authorization: authorization({
          scope: `A-K!/${day}/us-east-1/logs/aws4_request`,
        }),
      },
    ],
    [
      'another service',
      'InvalidSignatureException',
      {
        authorization: authorization({
          scope: `AKID/${day}/us-east-1/xray/aws4_request`,
        }),
      },
    ],
    [
      'another day',
      'InvalidSignatureException',
      {
        authorization: authorization({
          scope: 'AKID/20200101/us-east-1/logs/aws4_request',
        }),
      },
    ],
    [
      'an old date',
      'InvalidSignatureException',
      { 'x-amz-date': amzDate(Date.now() - HOUR / 6) },
    ],
    [
      'the host unsigned',
      'InvalidSignatureException',
      { authorization: authorization({ headers: 'x-amz-date' }) },
    ],
  ])('refuses a request with %s as %s', async (_what, type, headers) => {
    const answer = await call(
      'CreateLogGroup',
      { logGroupName: GROUP },
      headers,
    );
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ __type: type });
    expect(answer.headers.get('x-amzn-errortype')).toBe(type);
    expect(given.sandbox.store.violations()).toMatchObject([
      { vendor: 'cloudwatch', rule: expect.stringMatching(/^signature\./) },
    ]);
    expect(JSON.stringify(given.sandbox.store.violations())).not.toContain(
      'aaaaaaaa',
    );
  });

  it.each<[string, Json | string, Headers, string]>([
    ['Unheard', {}, {}, 'UnknownOperationException'],
    ['toString', {}, {}, 'UnknownOperationException'],
    [
      'CreateLogGroup',
      {},
      { 'x-amz-target': undefined },
      'UnknownOperationException',
    ],
    [
      'CreateLogGroup',
      {},
      { 'content-type': 'application/json' },
      'UnknownOperationException',
    ],
    ['CreateLogGroup', '{', {}, 'SerializationException'],
  ])(
    'refuses %s of %j with headers %j',
    async (operation, body, headers, type) => {
      const answer = await call(operation, body, headers);
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ __type: type });
    },
  );
});
