import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/**
 * Leaves JSON as the only body that is read; anything else is answered with 415. Fastify by itself would also take
 * `text/plain`, which another site can send in a user's name without a preflight.
 */
@Injectable()
export class JsonOnly {
  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    const fastify = host.httpAdapter.getInstance();
    if (fastify.hasContentTypeParser('text/plain'))
      fastify.removeContentTypeParser('text/plain');
  }
}
