import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import {
  Controller,
  Get,
  Inject,
  InternalServerErrorException,
  Logger,
  Module,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from '@nestjs/platform-fastify';
import { WINSTON_MODULE_NEST_PROVIDER } from 'nest-winston';
import { DeliveryModule, DeliveryRegistry } from '../delivery/index.js';
import { currentRequestRecord, RequestModule } from '../request/index.js';
import { startTestTracing } from '../request/testing/start-test-tracing.js';
import { AppLogger } from './app-logger.service.js';
import { LogService } from './cloudwatch/log-service.spec-server.js';
import { LoggingModule } from './logging.module.js';
import type { LoggingModuleOptions } from './logging.options.js';

type Line = Record<string, unknown>;

const SERVICE = { name: 'cruddur', version: '1.2.3', environment: 'test' };

let stalled: (() => void) | undefined;

@Controller()
class Routes {
  private readonly logger = new Logger('Routes');

  constructor(@Inject(WINSTON_MODULE_NEST_PROVIDER) readonly nest: AppLogger) {}

  @Get('hello/:name')
  hello(): string {
    this.logger.log('inside', { some: 'field' });
    return 'hello';
  }

  @Get('user/:id')
  user(): string {
    this.logger.log('before anybody is known');
    currentRequestRecord()?.span.setAttribute('user.id', 'worf');
    this.logger.log('known', { user_id: 'somebody else' });
    setTimeout(() => {
      this.logger.log('after the response');
    }, 20);
    return 'user';
  }

  @Get('broken')
  broken(): never {
    throw new InternalServerErrorException();
  }

  @Get('stall')
  async stall(): Promise<void> {
    await new Promise<void>((resolve) => {
      stalled = resolve;
    });
  }
}

/** An application on a real socket whose log lines can be asked for. */
async function startApp(options: Partial<LoggingModuleOptions> = {}) {
  let written = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });

  @Module({
    imports: [
      DeliveryModule.forRoot({}),
      RequestModule,
      LoggingModule.forRootAsync({
        useFactory: () => ({
          level: 'info' as const,
          service: SERVICE,
          destination,
          ...options,
        }),
      }),
    ],
    controllers: [Routes],
  })
  class App {}

  const app = await NestFactory.create<NestFastifyApplication>(
    App,
    new FastifyAdapter(),
    { bufferLogs: true },
  );
  app.useLogger(app.get(AppLogger));
  await app.listen(0, '127.0.0.1');
  const lines = (): Line[] =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line): Line => JSON.parse(line));
  const access = (): Line[] =>
    lines().filter((line) => line['context'] === 'Access');
  return { app, url: await app.getUrl(), lines, access, raw: () => written };
}

describe('LoggingModule', () => {
  let running: NestFastifyApplication | undefined;

  beforeAll(() => {
    startTestTracing();
  });

  afterEach(async () => {
    await running?.close();
    running = undefined;
    Logger.overrideLogger(true);
  });

  it('writes what Nest said before the logger was there', async () => {
    const { app, lines } = await startApp();
    running = app;
    await expect
      .poll(() => lines().map(({ context }) => context))
      .toContain('RoutesResolver');
    expect(lines()[0]).toMatchObject({
      level: 'info',
      service: 'cruddur',
      version: '1.2.3',
      environment: 'test',
    });
    expect(lines()[0]).not.toHaveProperty('trace_id');
  });

  it('writes one access line for every response, with its trace', async () => {
    const { app, url, access } = await startApp();
    running = app;
    const answers = [
      await fetch(`${url}/hello/worf?token=secret&page=2`),
      await fetch(`${url}/nowhere`),
      await fetch(`${url}/broken`),
    ];
    await expect.poll(() => access().length).toBe(3);
    expect(access()).toMatchObject([
      {
        level: 'info',
        message: expect.stringMatching(
          /^127\.0\.0\.1 GET http \/hello\/worf\?.*page=2 200$/,
        ),
        remote_address: '127.0.0.1',
        method: 'GET',
        scheme: 'http',
        route: '/hello/:name',
        status: 200,
        duration_ms: expect.any(Number),
      },
      { path: '/nowhere', status: 404, level: 'info' },
      { path: '/broken', route: '/broken', status: 500, level: 'info' },
    ]);
    expect(JSON.stringify(access())).not.toContain('secret');
    expect(access()[1]).not.toHaveProperty('route');
    for (const [index, line] of access().entries()) {
      const [, traceId, spanId] =
        answers[index]?.headers.get('traceparent')?.split('-') ?? [];
      expect(line).toMatchObject({ trace_id: traceId, span_id: spanId });
      expect(line['AWS-XRAY-TRACE-ID']).toBe(
        `1-${traceId?.slice(0, 8)}-${traceId?.slice(8)}@${spanId}`,
      );
    }
  });

  it('gives lines inside a request the trace of that request', async () => {
    const { app, url, lines, access } = await startApp();
    running = app;
    await fetch(`${url}/hello/a`);
    await expect.poll(() => access().length).toBe(1);
    const inside = lines().find(({ message }) => message === 'inside');
    expect(inside).toMatchObject({
      context: 'Routes',
      some: 'field',
      trace_id: access()[0]?.['trace_id'],
    });
  });

  it('gives lines inside a request its route and its user, and others none', async () => {
    const { app, url, lines, access } = await startApp();
    running = app;
    await fetch(`${url}/user/7`);
    await fetch(`${url}/nowhere`);
    new Logger('Outside').log('outside');
    const said = (message: string) =>
      lines().find((line) => line['message'] === message);
    await expect.poll(() => said('after the response')).toBeDefined();
    await expect.poll(() => access().length).toBe(2);
    await expect.poll(() => said('outside')).toBeDefined();

    expect(said('before anybody is known')).toMatchObject({
      route: '/user/:id',
    });
    expect(said('before anybody is known')).not.toHaveProperty('user_id');
    const named = { route: '/user/:id', user_id: 'worf' };
    expect(said('known')).toMatchObject({
      ...named,
      context: 'Routes',
      fields: { user_id: 'somebody else' },
    });
    expect(said('after the response')).toMatchObject(named);
    expect(access()[0]).toMatchObject(named);
    for (const key of [
      'trace_id',
      'span_id',
      'xray_trace_id',
      'AWS-XRAY-TRACE-ID',
    ]) {
      expect(said('after the response')).toHaveProperty([key]);
      expect(said('outside')).not.toHaveProperty([key]);
    }
    for (const key of ['route', 'user_id']) {
      expect(access()[1]).not.toHaveProperty(key);
      expect(said('outside')).not.toHaveProperty(key);
    }
  });

  it('writes the access line of a caller who left', async () => {
    const { app, url, access } = await startApp();
    running = app;
    const socket = new Socket();
    socket.connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /stall HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => stalled).toBeDefined();
    socket.destroy();
    await expect.poll(() => access().length).toBe(1);
    stalled?.();
    expect(access()[0]).toMatchObject({ status: 499, aborted: true });
  });

  it('writes the access line whatever the level', async () => {
    const { app, url, lines, access } = await startApp({ level: 'error' });
    running = app;
    await fetch(`${url}/hello/a`);
    await expect.poll(() => access().length).toBe(1);
    expect(lines()).toHaveLength(1);
  });

  it('writes the same access line to CloudWatch Logs as to standard output', async () => {
    const service = new LogService();
    const endpoint = await service.listen();
    const { app, url, access, lines } = await startApp({
      cloudWatch: {
        group: 'cruddur',
        stream: 's',
        region: 'us-east-1',
        endpoint,
        credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' },
      },
    });
    await fetch(`${url}/hello/a`);
    expect(Object.keys(app.get(DeliveryRegistry).figures())).toEqual([
      'cloudwatch',
    ]);
    await app.close();
    const sent = service.messages().map((message): Line => JSON.parse(message));
    expect(sent).toEqual(lines());
    expect(sent).toContainEqual(access()[0]);
    expect(service.puts.flat().map(({ timestamp }) => timestamp)).toEqual(
      sent.map((line) => Date.parse(String(line['timestamp']))),
    );
    await service.close();
  });

  it('is readable where that is asked for', async () => {
    const { app, url, raw } = await startApp({ format: 'pretty' });
    running = app;
    await fetch(`${url}/hello/a`);
    await expect
      .poll(raw)
      .toMatch(
        /\d\d:\d\d:\d\d\.\d{3} INFO {4}\[Access\] {15}127\.0\.0\.1 GET http \/hello\/a 200 duration_ms=[\d.]+ trace=[0-9a-f]{8}\n/,
      );
  });

  it('gives nest-winston’s tokens to whoever injects them', async () => {
    const { app } = await startApp();
    running = app;
    expect(app.get(Routes).nest).toBe(app.get(AppLogger));
  });

  it('has written everything when the application has stopped', async () => {
    const { app, lines } = await startApp();
    new Logger('Late').warn('last');
    await app.close();
    expect(lines().at(-1)).toMatchObject({ message: 'last' });
  });
});
