// The four vendors' SDKs as their documentation wires them, of the versions that the product uses. OpenTelemetry is started by
// --import ./instrumentation.mjs, X-Ray by its plugin for Fastify, CloudWatch by winston-cloudwatch behind nest-winston, Rollbar
// by an exception filter.
import { Catch, Logger, Module } from '@nestjs/common';
import { BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import xrayFastify from 'aws-xray-sdk-fastify';
import { WinstonModule } from 'nest-winston';
import Rollbar from 'rollbar';
import winston from 'winston';
import WinstonCloudWatch from 'winston-cloudwatch';
import { BenchModule } from '../apps/bench.module.js';

const rollbar = new Rollbar({
  accessToken: process.env.ROLLBAR_ACCESS_TOKEN,
  endpoint: process.env.ROLLBAR_ENDPOINT,
  captureUncaught: true,
  captureUnhandledRejections: true,
});

class RollbarFilter extends BaseExceptionFilter {
  catch(exception, host) {
    rollbar.error(exception, host.switchToHttp().getRequest().raw);
    super.catch(exception, host);
  }
}
Catch()(RollbarFilter);

/** https://docs.nestjs.com/middleware, with what an access line has. */
const access = new Logger('Access');
function accessLine(request, response, next) {
  const startedAt = performance.now();
  response.on('finish', () => {
    access.log({
      message: `${request.method} ${request.originalUrl ?? request.url} ${String(response.statusCode)}`,
      duration_ms: performance.now() - startedAt,
      remote_address: request.socket.remoteAddress,
      user_agent: request.headers['user-agent'],
    });
  });
  next();
}

class AppModule {
  configure(consumer) {
    consumer.apply(accessLine).forRoutes('*path');
  }
}
Module({ imports: [BenchModule] })(AppModule);

const app = await NestFactory.create(AppModule, new FastifyAdapter(), {
  logger: WinstonModule.createLogger({
    format: winston.format.combine(
      winston.format.timestamp(),
      winston.format.json(),
    ),
    transports: [
      new winston.transports.Console(),
      new WinstonCloudWatch({
        logGroupName: process.env.CLOUDWATCH_LOG_GROUP,
        logStreamName: 'naive',
        awsRegion: process.env.AWS_REGION,
        jsonMessage: true,
      }),
    ],
  }),
});
app.useGlobalFilters(new RollbarFilter(app.getHttpAdapter()));
await app.register(xrayFastify, { segmentName: 'cruddur' });
await app.listen(Number(process.env.PORT), '127.0.0.1');
