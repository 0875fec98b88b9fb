import assert from 'node:assert/strict';
import {
  type LoggerService,
  type MiddlewareConsumer,
  Module,
  type NestModule,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from '@nestjs/platform-fastify';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { DeliveryModule, DeliveryRegistry } from '../delivery/index.js';
import {
  type FinishedRequest,
  RequestModule,
  RequestObserver,
  traceRecorder,
} from '../request/index.js';
import { startTestTracing } from '../request/testing/start-test-tracing.js';
import { ErrorReporter } from './error-reporter.service.js';
import { ErrorReportingModule } from './error-reporting.module.js';
import type { RollbarOptions } from './error-reporting.options.js';
import { FailingRoutes, INSIDE } from './failing-routes.spec-app.js';
import { answerFrameworkError } from './framework-errors.js';
import { ItemReceiver } from './rollbar/item-receiver.spec-server.js';

export interface ProblemAnswer {
  readonly response: Response;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A real application on a real socket, with tracing, in front of a receiver in Rollbar's place. */
export class SpecApp {
  readonly finished: FinishedRequest[] = [];
  readonly spans: ReadableSpan[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    readonly receiver: ItemReceiver,
    readonly origin: string,
    /** Arguments of every call to the logger's `error`. */
    readonly logged: unknown[][],
    /** The same of `warn`. */
    readonly warned: unknown[][],
    private readonly reporting: boolean,
  ) {}

  /**
   * @param reporting whether Rollbar is configured
   * @param options more of its options
   */
  static async start(
    reporting = true,
    options: Partial<RollbarOptions> = {},
  ): Promise<SpecApp> {
    startTestTracing();
    const receiver = await ItemReceiver.start();
    const logged: unknown[][] = [];
    const warned: unknown[][] = [];
    const app = await NestFactory.create<NestFastifyApplication>(
      moduleFor(
        reporting
          ? {
              accessToken: 'token',
              endpoint: receiver.endpoint,
              environment: 'test',
              ...options,
            }
          : undefined,
      ),
      new FastifyAdapter({
        bodyLimit: 1000,
        routerOptions: { maxParamLength: 50 },
        frameworkErrors: answerFrameworkError,
      }),
      { logger: keeping(logged, warned) },
    );
    app.enableCors();
    await app.listen(0, '127.0.0.1');
    const started = new SpecApp(
      app,
      receiver,
      await app.getUrl(),
      logged,
      warned,
      reporting,
    );
    app
      .get(RequestObserver)
      .onFinished((request) => started.finished.push(request));
    traceRecorder.addSink({
      name: 'spec',
      accept: (record) => started.spans.push(...record.spans),
    });
    return started;
  }

  get reporter(): ErrorReporter {
    return this.app.get(ErrorReporter);
  }

  /** Forgets all that was seen, once everything underway has arrived. */
  async reset(): Promise<void> {
    await this.app.get(DeliveryRegistry).flush(5000);
    for (const list of [
      this.logged,
      this.warned,
      this.receiver.items,
      this.finished,
      this.spans,
    ]) {
      list.length = 0;
    }
  }

  /** Waits until the last request has been seen to its end, and `items` items have arrived. */
  async settled(items: number): Promise<void> {
    const until = Date.now() + 5000;
    while (this.finished.length === 0 || this.spans.length === 0) {
      assert.ok(Date.now() < until, 'no request was seen to its end');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await this.app.get(DeliveryRegistry).flush(5000);
    await this.receiver.received(items);
  }

  /** Asserts that nothing was logged or reported by now: what is reported next is the first item. */
  async quiet(): Promise<void> {
    this.reporter.message('next', 'info');
    await this.app.get(DeliveryRegistry).flush(5000);
    const [item] = await this.receiver.received(1);
    assert.equal(item?.body.message?.body, 'next');
    assert.deepEqual(this.logged, []);
  }

  /** Sends a request and asserts that a problem document comes back that tells nothing from inside. */
  async problem(path: string, init: RequestInit = {}): Promise<ProblemAnswer> {
    const response = await fetch(`${this.origin}${path}`, init);
    assert.match(
      response.headers.get('content-type') ?? '',
      /^application\/problem\+json/,
    );
    const text = await response.text();
    assert.ok(!text.includes('10.0.0.7'), text);
    const body: Record<string, unknown> = JSON.parse(text);
    assert.deepEqual(Object.keys(body), [
      'type',
      'title',
      'status',
      'detail',
      'instance',
      'trace_id',
      ...(response.status >= 500 && this.reporting ? ['occurrence'] : []),
    ]);
    assert.equal(body['type'], 'about:blank');
    assert.equal(body['status'], response.status);
    assert.match(String(body['title']), /^[A-Z]/);
    assert.match(String(body['detail']), /.{5}/);
    assert.match(String(body['trace_id']), /^[0-9a-f]{32}$/);
    return { response, body };
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.receiver.stop();
  }
}

function moduleFor(rollbar: RollbarOptions | undefined): new () => unknown {
  @Module({
    imports: [
      DeliveryModule.forRoot({}),
      RequestModule,
      ErrorReportingModule.forRootAsync({
        useFactory: () => (rollbar === undefined ? {} : { rollbar }),
      }),
    ],
    controllers: [FailingRoutes],
  })
  class App implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer
        .apply(() => {
          throw new Error(INSIDE);
        })
        .forRoutes('middleware');
    }
  }
  return App;
}

const ignore = (): void => undefined;

function keeping(logged: unknown[][], warned: unknown[][]): LoggerService {
  return {
    log: ignore,
    warn: (...line: unknown[]) => warned.push(line),
    error: (...line: unknown[]) => logged.push(line),
  };
}
