import type { DynamicModule } from '@nestjs/common';
import * as nestConfig from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Config } from './config/index.js';
import { corsOptions } from './cors-options.js';
import { refuseUnknownExpectations, rewriteUrl } from './http/index.js';
import {
  answerClientError,
  answerFrameworkError,
  AppLogger,
  loggerOfStart,
  traceInstances,
} from './observability/index.js';
import { observabilityOptions } from './observability-options.js';
import { setupOpenApi } from './openapi/index.js';

/** Bytes of a request body. The longest text of the API has 1,024 characters. */
const BODY_LIMIT_BYTES = 100 * 1024;
/** Characters of a path parameter. Node limits a request's head to 16 KiB before this does. */
const MAX_PARAM_LENGTH = 16 * 1024;

/**
 * Builds the application, ready to listen.
 *
 * @param observability the four modules' options. @default what the configuration says
 * @param root the module that imports all others. @default the application's own
 */
export async function createApp(
  config: Config,
  observability = observabilityOptions(config),
  root: DynamicModule = AppModule.forRoot(config, observability),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // A request that comes while the application stops is answered, recorded like any other; Fastify's own 503 would be seen by nobody.
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    rewriteUrl,
  });
  const { started } = observability.logging;
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    // Without a log of the process's own start, lines wait for the module that brings one.
    ...(started === undefined
      ? { bufferLogs: true }
      : { logger: loggerOfStart(started.logger) }),
    autoFlushLogs: false,
    abortOnError: false,
    bodyParser: false,
    instrument: {
      instanceDecorator: traceInstances({ libraries: [nestConfig] }),
    },
  });
  if (started === undefined) {
    app.useLogger(app.get(AppLogger));
    app.flushLogs();
  }
  refuseUnknownExpectations(app);
  app.enableCors(corsOptions(config.http));
  setupOpenApi(app, config.service.version);
  return app;
}
