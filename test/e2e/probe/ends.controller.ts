import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Controller, Get, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Span } from '../../../src/observability/index.js';

async function* halfAStream(): AsyncGenerator<string> {
  yield 'half';
  // Lets the first bytes leave before the rest fails.
  await new Promise((resolve) => setImmediate(resolve));
  throw new SyntaxError('the stream failed');
}

/** Responses that do not reach their end, or only when the client has left. */
@Controller('probe')
export class ProbeEnds {
  /** Works until its client leaves. */
  @Get('busy')
  @Span()
  async busy(@Req() { raw }: FastifyRequest): Promise<string> {
    await once(raw.socket, 'close');
    return 'nobody reads this';
  }

  /** Says the first half, and nothing more until its client leaves. */
  @Get('endless')
  async endless(@Res() reply: FastifyReply): Promise<void> {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/plain' });
    reply.raw.write('half');
    await once(reply.raw, 'close');
  }

  @Get('broken-stream')
  brokenStream(): StreamableFile {
    return new StreamableFile(Readable.from(halfAStream()));
  }

  /** Ends the connection in the middle of its own answer. */
  @Get('destroyed')
  destroyed(@Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/plain' });
    reply.raw.write('half', () => {
      reply.raw.destroy();
    });
  }
}
