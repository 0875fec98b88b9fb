import {
  GROUP,
  useCloudWatchSandbox,
} from './cloudwatch-sandbox.spec-fixture.js';

describe('rights of CloudWatch Logs', () => {
  const t = useCloudWatchSandbox();
  const deny = (denied: readonly unknown[]): Promise<Response> =>
    fetch(`${t.sandbox.endpoints.query}/api/denied-rights`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ denied }),
    });

  it('are denied in AWS’s words, which breaks no contract, until they are given back', async () => {
    const answer = await deny(['logs:CreateLogGroup']);
    expect(await answer.json()).toEqual({ denied: ['logs:CreateLogGroup'] });
    const refused = await t.call('CreateLogGroup', { logGroupName: GROUP });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({
      __type: 'AccessDeniedException',
      message: expect.stringContaining(
        `is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}`,
      ),
    });
    expect(t.rules()).toEqual([]);

    await t.sandbox.reset();
    expect(t.sandbox.deniedRights.list()).toEqual([]);
    await t.ready();
    expect(
      (await t.put([{ timestamp: Date.now(), message: 'm' }])).status,
    ).toBe(200);
  });

  it('to tag are needed by a group that is made with tags', async () => {
    await deny(['logs:TagResource']);
    const tagged = await t.call('CreateLogGroup', {
      logGroupName: GROUP,
      tags: { team: 'a' },
    });
    expect(tagged.json).toMatchObject({
      message: expect.stringContaining('perform: logs:TagResource on'),
    });
    expect(
      (await t.call('CreateLogGroup', { logGroupName: GROUP })).status,
    ).toBe(200);
  });

  it.each([[['s3:GetObject']], [['CreateLogGroup']], [[1]]])(
    'are no rights: %j',
    async (denied) => {
      expect((await deny(denied)).status).toBe(400);
      expect(t.sandbox.deniedRights.list()).toEqual([]);
    },
  );
});
