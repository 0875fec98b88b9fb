import {
  CloudWatchLogs,
  InvalidParameterException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

describe('CloudWatch Logs endpoint and the AWS SDK', () => {
  let sandbox: Sandbox;
  let client: CloudWatchLogs;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
    client = new CloudWatchLogs({
      endpoint: sandbox.endpoints.cloudWatchLogs,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
  });
  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  it('understand each other, errors included', async () => {
    const stream = { logGroupName: 'cruddur', logStreamName: 'host' };
    await expect(client.describeLogStreams(stream)).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    await client.createLogGroup({ logGroupName: stream.logGroupName });
    await client.createLogStream(stream);
    await client.putRetentionPolicy({ ...stream, retentionInDays: 14 });
    const put = await client.putLogEvents({
      ...stream,
      logEvents: [{ timestamp: Date.now(), message: 'Grüße' }],
    });
    expect(put.nextSequenceToken).toMatch(/^\d{56}$/);
    const listed = await client.describeLogStreams({ logGroupName: 'cruddur' });
    expect(listed.logStreams?.[0]?.logStreamName).toBe('host');
    const read = await client.getLogEvents(stream);
    expect(read.events?.[0]?.message).toBe('Grüße');
    await expect(
      client.putLogEvents({ ...stream, logEvents: [] }),
    ).rejects.toBeInstanceOf(InvalidParameterException);
    expect(sandbox.store.violations().map(({ rule }) => rule)).toEqual([
      'PutLogEvents.logEvents',
    ]);
  });
});
