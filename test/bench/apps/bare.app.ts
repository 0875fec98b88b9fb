import { NestFactory } from '@nestjs/core';
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from '@nestjs/platform-fastify';
import { BenchModule } from './bench.module.js';

const app = await NestFactory.create<NestFastifyApplication>(
  BenchModule,
  new FastifyAdapter(),
  { logger: false },
);
await app.listen(Number(process.env['PORT']), '127.0.0.1');
