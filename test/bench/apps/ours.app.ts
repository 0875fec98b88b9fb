import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from '@nestjs/platform-fastify';
import { readConfig } from '../../../src/config/index.js';
import {
  answerClientError,
  answerFrameworkError,
  DeliveryRegistry,
  loggerOfStart,
  ObservabilityModule,
  openLog,
  startMetrics,
  startRedaction,
  startTracing,
  traceInstances,
} from '../../../src/observability/index.js';
import { observabilityOptions } from '../../../src/observability-options.js';
import { BenchModule } from './bench.module.js';

/** The bench's endpoints in an application that is wired as `src/create-app.ts` wires the product, as far as telemetry goes. */
@Module({})
class OursModule {}

const observability = observabilityOptions(await readConfig());
startRedaction(observability.redaction);
startTracing(observability.tracing);
startMetrics(observability.metrics);
const log = await openLog(observability);
const app = await NestFactory.create<NestFastifyApplication>(
  {
    module: OursModule,
    imports: [ObservabilityModule.forRoot(log.options), BenchModule],
  },
  new FastifyAdapter({
    return503OnClosing: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  }),
  {
    logger: loggerOfStart(log.logger),
    autoFlushLogs: false,
    abortOnError: false,
    bodyParser: false,
    instrument: { instanceDecorator: traceInstances() },
  },
);
await app.listen(Number(process.env['PORT']), '127.0.0.1');
app.useLogger(log.logger);

const registry = app.get(DeliveryRegistry);
process.on('message', (question) => {
  if (question === 'figures') {
    process.send?.({ figures: registry.figures() });
  }
});
