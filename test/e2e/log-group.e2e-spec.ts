import { DeliveryRegistry } from '../../src/observability/delivery/index.js';
import { createLogger } from '../../src/observability/logging/start-logging.js';
import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { CollectedLines } from '../support/collected-lines.js';

const GROUP = 'cruddur';
const ARN = `arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}`;
const TAGS = { team: 'cruddur', stage: 'test' };

describe('the log group', () => {
  let sandbox: Sandbox;
  let registry: DeliveryRegistry;
  let told: string[];
  let logger: Awaited<ReturnType<typeof createLogger>> | undefined;

  /** As another process would begin. */
  function startAnew(): void {
    registry = new DeliveryRegistry();
    logger = undefined;
  }

  /** Logs a line and waits for its delivery. */
  async function log(message: string): Promise<void> {
    logger ??= await createLogger(
      {
        level: 'info',
        destination: new CollectedLines(),
        service: { name: 's', version: '1', environment: 'test' },
        cloudWatch: {
          group: GROUP,
          stream: 'host-1',
          region: 'us-east-1',
          endpoint: sandbox.endpoints.cloudWatchLogs,
          credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' },
          retentionDays: 30,
          tags: TAGS,
          maxBatchAgeMs: 1,
        },
      },
      registry,
    );
    logger.winston.info(message);
    await registry.flush(2000);
  }

  /** One call of the API, as an administrator makes it. */
  async function call(operation: string, body: object): Promise<unknown> {
    const date = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
    const answer = await fetch(sandbox.endpoints.cloudWatchLogs, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${operation}`,
        'x-amz-date': date,
        authorization: `AWS4-HMAC-SHA256 Credential=A/${date.slice(0, 8)}/us-east-1/logs/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'a'.repeat(64)}`,
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return text === '' ? {} : JSON.parse(text);
  }

  /** What the group is, seen with every right. */
  async function settings(): Promise<unknown> {
    const denied = sandbox.deniedRights.list();
    sandbox.deniedRights.set([]);
    const groups = await call('DescribeLogGroups', {});
    const tags = await call('ListTagsForResource', { resourceArn: ARN });
    sandbox.deniedRights.set(denied);
    return { groups, tags };
  }

  const messages = (): unknown[] =>
    sandbox.store.logEvents().map(({ fields }) => fields?.['message']);

  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
    startAnew();
    told = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told.push(String(text));
      return true;
    });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    sandbox.deniedRights.set([]);
    await registry.stop(1000);
    await sandbox.close();
  });

  it('is made with its retention and its tags', async () => {
    await log('first');
    expect(messages()).toEqual(['first']);
    expect(await settings()).toMatchObject({
      groups: { logGroups: [{ logGroupName: GROUP, retentionInDays: 30 }] },
      tags: { tags: TAGS },
    });
    expect(told).toEqual([]);
    expect(sandbox.store.violations()).toEqual([]);
  });

  it('gets what it does not have, and keeps what it has', async () => {
    await call('CreateLogGroup', {
      logGroupName: GROUP,
      tags: { team: 'another' },
    });
    await call('CreateLogGroup', { logGroupName: `${GROUP}-more` });
    await log('a');
    await expect.poll(settings).toMatchObject({
      groups: {
        logGroups: [
          { logGroupName: GROUP, retentionInDays: 30 },
          expect.not.objectContaining({ retentionInDays: 30 }),
        ],
      },
      tags: { tags: { team: 'another', stage: 'test' } },
    });
    await call('PutRetentionPolicy', {
      logGroupName: GROUP,
      retentionInDays: 7,
    });
    await registry.stop(1000);
    startAnew();
    await log('b');
    await registry.stop(1000);
    expect(await settings()).toMatchObject({
      groups: { logGroups: [{ retentionInDays: 7 }, {}] },
    });
    expect(messages()).toEqual(['a', 'b']);
    expect(told).toEqual([]);
  });

  it.each([
    [
      ['logs:PutRetentionPolicy'],
      'no retention: allow logs:PutRetentionPolicy',
    ],
    [['logs:TagResource'], 'no tags: allow logs:TagResource'],
    [
      ['logs:TagResource', 'logs:PutRetentionPolicy'],
      'no tags: allow logs:TagResource; no retention: allow logs:PutRetentionPolicy',
    ],
  ])('is made without %j, which is told in one line', async (denied, line) => {
    sandbox.deniedRights.set(denied);
    await log('a');
    await log('b');
    expect(messages()).toEqual(['a', 'b']);
    expect(told).toEqual([
      `telemetry: cloudwatch: log group ${GROUP}: ${line}\n`,
    ]);
  });

  it.each([
    [
      ['logs:DescribeLogGroups'],
      'retention and tags were not looked at: allow logs:DescribeLogGroups',
    ],
    [
      ['logs:PutRetentionPolicy', 'logs:ListTagsForResource'],
      'no retention: allow logs:PutRetentionPolicy; no tags: allow logs:ListTagsForResource',
    ],
    [['logs:TagResource'], 'no tags: allow logs:TagResource'],
  ])(
    'that is there gets its lines without %j, which is told in one line',
    async (denied, line) => {
      await call('CreateLogGroup', { logGroupName: GROUP });
      await call('CreateLogStream', {
        logGroupName: GROUP,
        logStreamName: 'host-1',
      });
      sandbox.deniedRights.set([
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        ...denied,
      ]);
      await log('a');
      await expect.poll(() => told).toHaveLength(1);
      for (const message of ['b', 'c', 'd']) {
        await log(message);
      }
      expect(messages()).toEqual(['a', 'b', 'c', 'd']);
      expect(told[0]).toBe(
        `telemetry: cloudwatch: log group ${GROUP}: ${line}\n`,
      );
    },
  );

  it.each([
    ['logs:CreateLogGroup', ', or make the log group'],
    ['logs:CreateLogStream', ', or make the log stream'],
    ['logs:PutLogEvents', ''],
  ])(
    'keeps its lines while %s is missing, told in one line',
    async (right, instead) => {
      sandbox.deniedRights.set([right]);
      await log('a');
      await log('b');
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`allow ${right}${instead}`);
      expect(messages()).toEqual([]);
      sandbox.deniedRights.set([]);
      expect(await registry.flush(10_000)).toEqual({});
      expect(messages()).toEqual(['a', 'b']);
    },
  );
});
