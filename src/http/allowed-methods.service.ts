import { Injectable, MethodNotAllowedException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { RouteTable } from './route-table.js';

/**
 * Answers 405 with `Allow` (RFC 9110, section 15.5.6) when the path is known and the method is not. The router itself
 * looks up both at once, and knows only 404.
 */
@Injectable()
export class AllowedMethods {
  /** Providers are built before any route is registered, so the table sees every one of them. */
  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    const fastify = host.httpAdapter.getInstance();
    const table = new RouteTable();
    fastify.addHook('onRoute', (route) => {
      // OPTIONS answers preflights for any path at all, and so tells nothing of a path.
      const methods = [route.method].flat();
      table.add(
        route.url,
        methods.filter((method) => method !== 'OPTIONS'),
      );
    });
    fastify.addHook('onRequest', async (request, reply) => {
      // A preflight handler for every path (`*`) is no answer of this one.
      if (!request.is404 && request.routeOptions.url !== '*') return;
      const allowed = table.methodsOf(request.url);
      if (allowed.length === 0 || allowed.includes(request.method)) return;
      reply.header('allow', allowed.join(', '));
      throw new MethodNotAllowedException(
        `This path answers to ${allowed.join(', ')}.`,
      );
    });
  }
}
