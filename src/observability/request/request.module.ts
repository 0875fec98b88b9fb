import { Global, Inject, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { hookRequests } from './request.hooks.js';
import { RequestObserver } from './request-observer.js';
import { traceRecorder, TraceRecorder } from './trace-recorder.js';

/** Watches the application's requests; the vendors' modules listen here. Needs `@nestjs/platform-fastify`. */
@Global()
@Module({
  providers: [
    RequestObserver,
    { provide: TraceRecorder, useValue: traceRecorder },
  ],
  exports: [RequestObserver, TraceRecorder],
})
export class RequestModule {
  constructor(
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
    @Inject(RequestObserver) observer: RequestObserver,
  ) {
    if (host.httpAdapter instanceof FastifyAdapter) {
      hookRequests(host.httpAdapter, observer);
    }
  }
}
