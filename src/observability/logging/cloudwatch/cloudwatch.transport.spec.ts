import {
  DeliveryRegistry,
  PRIORITY,
  TroubleReporter,
} from '../../delivery/index.js';
import { JsonLine } from '../line/json-line.js';
import type { CloudWatchOptions } from '../logging.options.js';
import { createWinston } from '../winston/create-winston.js';
import { createCloudWatchClient } from './cloudwatch-client.js';
import { CloudWatchTransport } from './cloudwatch.transport.js';
import { type LogEvent, logEventCodec, toLogEvent } from './log-event.js';
import { LogGroup } from './log-group.js';
import { LogService } from './log-service.spec-server.js';
import { PutLogEventsTransport } from './put-log-events.transport.js';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' };

/** Where the AWS SDK would find some. */
const NO_CREDENTIALS: readonly [string, string | undefined][] = [
  ['AWS_ACCESS_KEY_ID', undefined],
  ['AWS_SECRET_ACCESS_KEY', undefined],
  ['AWS_PROFILE', undefined],
  ['AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials'],
  ['AWS_CONFIG_FILE', '/nonexistent/config'],
  ['AWS_EC2_METADATA_DISABLED', 'true'],
];

describe('CloudWatch Logs', () => {
  let service: LogService;
  let options: CloudWatchOptions;
  const opened: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    service = new LogService();
    options = {
      group: 'cruddur',
      stream: 'host-1',
      region: 'us-east-1',
      endpoint: await service.listen(),
      credentials: CREDENTIALS,
      maxBatchAgeMs: 5,
    };
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await service.close();
  });

  function winstonTransport(
    over: Partial<CloudWatchOptions> = {},
    maxBytes?: number,
  ) {
    const all = { ...options, ...over };
    const transport = new CloudWatchTransport(
      createCloudWatchClient(all),
      all,
      new DeliveryRegistry({ maxBytes }),
    );
    opened.push(transport.queue);
    const json = new JsonLine({ name: 's', version: '1', environment: 't' });
    return { transport, winston: createWinston('debug', json, [transport]) };
  }

  function openQueue(attemptTimeoutMs = 2000) {
    const reports: string[] = [];
    const client = createCloudWatchClient(options);
    const made = new DeliveryRegistry().open<LogEvent>({
      name: 'cloudwatch',
      transport: new PutLogEventsTransport(
        client,
        new LogGroup(client, options),
      ),
      sizeOf: (event) => event.bytes,
      priorityOf: () => PRIORITY.log,
      codec: logEventCodec,
      maxBatchBytes: 1_048_576,
      maxBatchRecords: 10_000,
      maxBatchAgeMs: 5,
      maxConcurrentBatches: 1,
      attemptTimeoutMs,
      backoff: { initialMs: 5, maxMs: 20 },
      trouble: new TroubleReporter('logs', (line) => reports.push(line)),
    });
    opened.push(made);
    return { queue: made, reports };
  }

  it('makes group and stream when they are missing, and only then', async () => {
    const { queue: logs } = openQueue();
    logs.enqueue(toLogEvent(Date.now(), 'first'));
    expect(await logs.flush(5000)).toBe(0);
    logs.enqueue(toLogEvent(Date.now(), 'second'));
    expect(await logs.flush(5000)).toBe(0);
    expect(service.messages()).toEqual(['first', 'second']);
    expect(service.calls).toEqual([
      'PutLogEvents',
      'CreateLogStream',
      'CreateLogGroup',
      'CreateLogStream',
      'PutLogEvents',
      'PutLogEvents',
    ]);
    expect(logs.figures().retried).toBe(0);
  });

  it('asks for no right to make a group that is there', async () => {
    service.groups.add('cruddur');
    const { queue: logs } = openQueue();
    logs.enqueue(toLogEvent(Date.now(), 'line'));
    expect(await logs.flush(5000)).toBe(0);
    expect(service.calls).not.toContain('CreateLogGroup');
  });

  it('delivers 15,000 small lines, each once, one put at a time', async () => {
    const { transport, winston } = winstonTransport();
    for (let line = 0; line < 15_000; line += 1) {
      winston.info(`line ${String(line)}`);
    }
    expect(await transport.queue.flush(15_000)).toBe(0);
    const numbers = service
      .messages()
      .map((message) => Number(JSON.parse(message).message.slice(5)));
    expect(numbers).toEqual(Array.from({ length: 15_000 }, (_, n) => n));
    expect(service.mostPutsAtOnce).toBe(1);
    expect(transport.queue.figures()).toMatchObject({
      delivered: 15_000,
      dropped: { memory_full: 0, evicted: 0, refused: 0 },
    });
  });

  it('sends nothing twice when a success cannot be read', async () => {
    const { queue: logs } = openQueue();
    logs.enqueue(toLogEvent(Date.now(), 'makes the stream'));
    await logs.flush(5000);
    service.faults.set('PutLogEvents', ['garbage']);

    logs.enqueue(toLogEvent(Date.now(), 'once'));
    expect(await logs.flush(5000)).toBe(0);

    expect(service.messages()).toEqual(['makes the stream', 'once']);
    expect(logs.figures()).toMatchObject({ delivered: 2, retried: 0 });
  });

  it('loses nothing to throttling, errors and cut connections', async () => {
    service.faults.set('PutLogEvents', [
      { status: 400, type: 'ThrottlingException' },
      { status: 500, type: 'InternalFailure' },
      { status: 503, type: 'ServiceUnavailableException' },
      'cut',
      { status: 400, type: 'SomethingNewException' },
    ]);
    const { queue: logs } = openQueue();
    for (let line = 0; line < 100; line += 1) {
      logs.enqueue(toLogEvent(Date.now(), `line ${String(line)}`));
    }
    await expect.poll(() => service.messages().length).toBe(100);
    expect(new Set(service.messages()).size).toBe(100);
    await expect.poll(() => logs.figures().delivered).toBe(100);
    expect(logs.figures().retried).toBe(5);
  });

  it('outlives more throttling than a moment’s', async () => {
    service.faults.set(
      'PutLogEvents',
      Array.from({ length: 12 }, () => ({
        status: 400,
        type: 'ThrottlingException',
      })),
    );
    const { queue: logs } = openQueue();
    logs.enqueue(toLogEvent(Date.now(), 'throttled'));
    await expect
      .poll(() => service.messages(), { timeout: 10_000 })
      .toEqual(['throttled']);
    await expect.poll(() => logs.figures().retried).toBe(12);
  });

  it('gives up an attempt that hangs, and repeats it', async () => {
    service.faults.set('PutLogEvents', ['hang']);
    const { queue: logs, reports } = openQueue(100);
    logs.enqueue(toLogEvent(Date.now(), 'line'));
    await expect.poll(() => service.messages()).toEqual(['line']);
    expect(reports[0]).toContain('no answer within 100 ms');
  });

  it('keeps every limit of PutLogEvents', async () => {
    const { queue: logs } = openQueue();
    const now = Date.now();
    logs.enqueue(toLogEvent(now, '😀'.repeat(600_000)));
    logs.enqueue(toLogEvent(now - 5000, 'earlier'));
    logs.enqueue(toLogEvent(now - 25 * 3_600_000, 'a day ago'));
    for (let line = 0; line < 12_000; line += 1) {
      logs.enqueue(toLogEvent(now, `€ ${'x'.repeat(200)}`));
    }
    expect(await logs.flush(10_000)).toBe(0);
    expect(logs.figures()).toMatchObject({
      delivered: 12_003,
      dropped: { refused: 0 },
    });
    expect(service.violations).toEqual([]);
    const messages = service.messages();
    expect(messages).toContain('earlier');
    expect(messages).toContain('a day ago');
    expect(
      messages.filter((message) => message.endsWith('2400000 bytes in all]')),
    ).toHaveLength(1);
  });

  it('counts what the service names as not kept', async () => {
    const { queue: logs, reports } = openQueue();
    service.rejected = {
      tooOldLogEventEndIndex: 2,
      expiredLogEventEndIndex: 1,
      tooNewLogEventStartIndex: 9,
    };
    for (let line = 0; line < 10; line += 1) {
      logs.enqueue(toLogEvent(Date.now(), `line ${String(line)}`));
    }
    expect(await logs.flush(5000)).toBe(0);
    expect(logs.figures()).toMatchObject({
      delivered: 7,
      dropped: { refused: 3 },
    });
    expect(reports.join('')).toContain('2 too old or expired, 1 too new');
  });

  it('gives up a refused event, and it alone', async () => {
    const { queue: logs } = openQueue();
    for (const message of ['a', 'b', 'poison', 'c', 'd']) {
      logs.enqueue(toLogEvent(Date.now(), message));
    }
    expect(await logs.flush(5000)).toBe(0);
    expect(service.messages()).toEqual(['a', 'b', 'c', 'd']);
    expect(logs.figures().dropped.refused).toBe(1);
  });

  it('says once which right is missing, and keeps the lines', async () => {
    service.faults.set(
      'CreateLogStream',
      Array.from({ length: 50 }, () => ({
        status: 400,
        type: 'AccessDeniedException',
        message:
          'User: arn:aws:iam::1:user/x is not authorized to perform: logs:CreateLogStream on resource: y',
      })),
    );
    const { queue: logs, reports } = openQueue();
    logs.enqueue(toLogEvent(Date.now(), 'line'));
    await expect.poll(() => logs.figures().retried).toBe(1);
    expect(await logs.flush(200)).toBe(1);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(
      /AccessDenied.*allow logs:CreateLogStream, or make the log stream/,
    );
    service.faults.clear();
    expect(await logs.flush(5000)).toBe(0);
    expect(service.messages()).toEqual(['line']);
  });

  it('says what to set when there are no credentials, and keeps the lines', async () => {
    const { credentials: _none, ...keyless } = options;
    options = keyless;
    for (const [name, value] of NO_CREDENTIALS) {
      vi.stubEnv(name, value);
    }
    const { queue: logs, reports } = openQueue();
    logs.enqueue(toLogEvent(Date.now(), 'line'));
    await expect.poll(() => reports.length).toBe(1);
    expect(reports[0]).toContain('set AWS_ACCESS_KEY_ID');
    expect(logs.figures().queued).toBe(1);
    expect(service.calls).toEqual([]);
    vi.unstubAllEnvs();
  });

  describe('the transport of winston-cloudwatch', () => {
    it('has no queue, timer or level of its own, and keeps metadata', async () => {
      const { transport, winston } = winstonTransport();
      winston.debug('debug too');
      winston.info('', { empty: true });
      winston.error('uncaughtException: a message that looks like one');
      winston.warn('with metadata', { id: 7, nested: { a: [1] } });
      transport.submit(() => undefined);
      expect(Reflect.get(transport, 'logEvents')).toEqual([]);
      expect(Reflect.get(transport, 'intervalId')).toBeUndefined();
      expect(await transport.queue.flush(5000)).toBe(0);
      expect(
        service.messages().map((message) => JSON.parse(message)),
      ).toMatchObject([
        { level: 'debug', message: 'debug too' },
        { level: 'info', message: '', empty: true },
        { level: 'error', message: expect.stringMatching(/^uncaught/) },
        { id: 7, nested: { a: [1] } },
      ]);
    });

    it('calls kthxbye back after the acknowledgement', async () => {
      const { transport, winston } = winstonTransport();
      service.faults.set('PutLogEvents', [
        { status: 400, type: 'ThrottlingException' },
      ]);
      winston.info('last');
      expect(
        await new Promise<unknown>((done) => transport.kthxbye(done)),
      ).toBeUndefined();
      expect(service.messages()).toHaveLength(1);
    });

    it('delivers what was logged before the logger was ended', async () => {
      const { transport, winston } = winstonTransport();
      winston.info('before the end');
      const finished = new Promise((done) => winston.once('finish', done));
      winston.end();
      await finished;
      expect(await transport.queue.flush(5000)).toBe(0);
      expect(service.messages()).toHaveLength(1);
    });

    it('signs with the credentials that it was given', async () => {
      const { transport, winston } = winstonTransport();
      winston.info('signed');
      expect(await transport.queue.flush(5000)).toBe(0);
      expect(service.authorizations[0]).toContain(
        `Credential=${CREDENTIALS.accessKeyId}/`,
      );
    });

    it('holds no more than its bound while the service is away', async () => {
      service.faults.set('PutLogEvents', Array(1000).fill('cut'));
      const { transport, winston } = winstonTransport({}, 200_000);
      for (let line = 0; line < 20_000; line += 1) {
        winston.info(`line ${String(line)}`);
      }
      const { queued, queuedBytes, dropped } = transport.queue.figures();
      expect(queuedBytes).toBeLessThanOrEqual(200_000);
      expect(queued + dropped.evicted + dropped.memory_full).toBe(20_000);
    });
  });
});
