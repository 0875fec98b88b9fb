// @nestjs/observe as its README wires it; the local sink stands in for its collector.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createObserveModule } from '@nestjs/observe';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BenchModule } from '../apps/bench.module.js';

const { ObserveModule, ObserveInstrument } = createObserveModule();

class AppModule {}
Module({
  imports: [
    ObserveModule.forRoot({
      appKey: process.env.OBSERVE_APP_KEY,
      appSecret: process.env.OBSERVE_APP_SECRET,
      serviceId: 'cruddur',
    }),
    BenchModule,
  ],
})(AppModule);

const app = await NestFactory.create(AppModule, new FastifyAdapter(), {
  instrument: ObserveInstrument,
  logger: false,
});
await app.listen(Number(process.env.PORT), '127.0.0.1');
