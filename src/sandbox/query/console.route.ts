import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { readInput } from './read-input.js';

/** Sent with the console: it loads nothing but its own files, runs no script but its own, and nothing may frame it. */
const CONSOLE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The addresses of the console's views; each can be opened by itself. */
const VIEWS = [
  '/traces/:id',
  '/overview',
  '/logs',
  '/errors',
  '/metrics',
  '/wires',
  '/try',
];

const asset = z.object({ '*': z.string() });

/** Whether a client names HTML among what it accepts, as browsers do and programs do not. */
export function wantsPage(accept: string | undefined): boolean {
  return (accept ?? '')
    .split(',')
    .some((range) => /^\s*text\/html\s*(?:;|$)/i.test(range));
}

/**
 * Serves the console's files.
 *
 * @param directory where it was built to
 * @returns sends its page; says how to build it where it is not
 */
export function answerConsole(
  server: FastifyInstance,
  directory: string,
): (reply: FastifyReply) => FastifyReply {
  const isBuilt = existsSync(join(directory, 'assets'));
  if (isBuilt) {
    void server.register(fastifyStatic, {
      root: directory,
      serve: false,
      cacheControl: false,
    });
    server.get('/assets/*', ({ params }, reply) =>
      reply
        .header('x-content-type-options', 'nosniff')
        .sendFile(`assets/${readInput(asset, params)['*']}`, {
          cacheControl: true,
          maxAge: '365d',
          immutable: true,
        }),
    );
  }
  const sendPage = (reply: FastifyReply): FastifyReply => {
    reply.headers(CONSOLE_HEADERS);
    return isBuilt
      ? reply.sendFile('index.html')
      : reply
          .status(503)
          .type('text/plain; charset=utf-8')
          .send('The console is not built. Run: npm run build\n');
  };
  for (const view of VIEWS) {
    server.get(view, (_request, reply) => sendPage(reply));
  }
  return sendPage;
}
