import { HttpException, HttpStatus } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Answers an `Expect` that nobody knows with 417 (RFC 9110, 10.1.1), as Node would, but as a request like any other: with a
 * problem document, a span and an access line.
 */
export function refuseUnknownExpectations(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const { server } = fastify;
  // Node answers by itself where nobody listens here.
  server.on('checkExpectation', (request, response) => {
    server.emit('request', request, response);
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { expect } = request.headers;
    if (expect === undefined || /^100-continue$/i.test(expect)) {
      done();
    } else {
      done(new HttpException('Unknown Expect', HttpStatus.EXPECTATION_FAILED));
    }
  });
}
