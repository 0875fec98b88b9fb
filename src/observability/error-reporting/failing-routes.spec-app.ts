import { PassThrough, Readable } from 'node:stream';
import {
  type ArgumentMetadata,
  BadRequestException,
  Body,
  type CallHandler,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  HttpException,
  type NestInterceptor,
  NotFoundException,
  Param,
  type PipeTransform,
  Post,
  Res,
  ServiceUnavailableException,
  StreamableFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { expectError, expectFailure, identifyUser } from '../request/index.js';
import { ErrorReporter } from './error-reporter.service.js';

/** What no caller may read. */
export const INSIDE = 'connection to 10.0.0.7 refused for user app';

/** Every way to throw that a test asks for, by name. */
const THROWN: Readonly<Record<string, () => unknown>> = {
  error: () => new TypeError(INSIDE),
  text: () => INSIDE,
  nothing: () => null,
  undefined: () => undefined,
  cyclic: () => {
    const error = new Error(INSIDE);
    error.cause = error;
    return error;
  },
  'bad-request': () => new BadRequestException('The cart is empty.'),
  'bad-request-list': () =>
    new BadRequestException(['a is missing', 'b is wrong']),
  teapot: () => new HttpException('I am a teapot.', 418),
  'not-found': () => new NotFoundException(),
  unavailable: () => new ServiceUnavailableException(INSIDE),
  'odd-status': () => new HttpException(INSIDE, 200),
  'no-status': () => new HttpException(INSIDE, Number.NaN),
  codes: () => new HttpException(['message_blank', 'ttl_blank'], 422),
  'codes-500': () => new HttpException([INSIDE], 500),
  'upstream-404': () =>
    Object.assign(new Error(INSIDE), { status: 404, statusCode: 404 }),
  'http-errors-409': () =>
    Object.assign(new Error('Already there.'), {
      status: 409,
      statusCode: 409,
      expose: true,
    }),
  'http-errors-hidden': () =>
    Object.assign(new Error(INSIDE), {
      status: 403,
      statusCode: 403,
      expose: false,
    }),
  'plain-429': () => ({ statusCode: 429, message: 'Slow down.' }),
  'known-user': () => {
    trace.getActiveSpan()?.setAttribute('user.id', 'worf');
    return new Error(INSIDE);
  },
  proxy: () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
};

class Refusing implements CanActivate {
  canActivate(): boolean {
    throw new Error(INSIDE);
  }
}

class Intercepting implements NestInterceptor {
  intercept(
    _context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Observable<never> {
    return next.handle().pipe(
      map(() => {
        throw new Error(INSIDE);
      }),
    );
  }
}

class Piping implements PipeTransform {
  transform(_value: unknown, _metadata: ArgumentMetadata): never {
    throw new Error(INSIDE);
  }
}

async function* failsLate(): AsyncGenerator<string> {
  yield 'half';
  await new Promise((resolve) => setImmediate(resolve));
  throw new Error(INSIDE);
}

function failsAtOnce(): Readable {
  return new Readable({
    read() {
      this.destroy(new Error(INSIDE));
    },
  });
}

async function* neverEnds(): AsyncGenerator<string> {
  for (;;) {
    yield 'more';
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const STREAMS: Readonly<Record<string, () => Readable>> = {
  late: () => Readable.from(failsLate()),
  'at-once': failsAtOnce,
  endless: () => Readable.from(neverEnds()),
};

const SHARED = new Error('shared');
const CONSTANT = new Error('a constant');

/** Routes that fail in every way. */
@Controller()
export class FailingRoutes {
  constructor(private readonly reporter: ErrorReporter) {}

  @Get('throw/:what')
  throw(@Param('what') what: string): never {
    throw THROWN[what]?.();
  }

  @Get('guarded')
  @UseGuards(Refusing)
  guarded(): string {
    return 'never';
  }

  @Get('intercepted')
  @UseInterceptors(Intercepting)
  intercepted(): string {
    return 'never';
  }

  @Get('piped/:value')
  piped(@Param('value', Piping) _value: string): string {
    return 'never';
  }

  @Get('answers/:status')
  answers(
    @Param('status') status: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    reply.code(Number(status));
    return 'not today';
  }

  @Get('not-ready')
  notReady(@Res({ passthrough: true }) reply: FastifyReply): string {
    expectFailure();
    reply.code(503);
    return 'not yet';
  }

  @Get('expected')
  expected(): never {
    const error = new RangeError(INSIDE);
    expectError(error);
    throw error;
  }

  @Get('constant')
  constant(): never {
    throw CONSTANT;
  }

  @Get('wrapped')
  wrapped(): never {
    const inner = new Error('inner');
    this.reporter.error(inner);
    throw new Error('outer', { cause: inner });
  }

  @Get('unwrapped')
  unwrapped(): never {
    const inner = new Error('inner');
    this.reporter.error(new Error('outer', { cause: inner }));
    throw inner;
  }

  @Get('later')
  later(): string {
    setTimeout(() => {
      this.reporter.error(new Error('after the answer'));
    }, 20);
    return 'for now';
  }

  @Post('users/:id')
  users(@Param('id') id: string): never {
    identifyUser({ id, name: 'worf', email: 'worf@enterprise.example' });
    throw new Error(INSIDE);
  }

  @Get('headers')
  headers(@Res() reply: FastifyReply): never {
    reply
      .header('content-encoding', 'gzip')
      .header('x-kept', '1')
      .type('text/csv');
    throw new Error(INSIDE);
  }

  @Get('begun')
  begun(@Res() reply: FastifyReply): never {
    const body = new PassThrough();
    reply.raw.writeHead(200, { 'content-type': 'text/plain' });
    reply.raw.write('half');
    body.end();
    throw new Error('after the headers');
  }

  @Get('stream/:what')
  stream(@Param('what') what: string): StreamableFile {
    return new StreamableFile(STREAMS[what]?.() ?? Readable.from([]));
  }

  @Get('hijacked')
  hijacked(@Res() reply: FastifyReply): never {
    reply.hijack();
    throw new Error(INSIDE);
  }

  @Get('handled')
  handled(): string {
    return this.reporter.error(SHARED, { step: 1 }) ?? '';
  }

  @Get('again')
  again(): never {
    const error = new Error('seen twice');
    this.reporter.error(error);
    throw error;
  }

  @Post('body')
  body(@Body() body: unknown): unknown {
    return body;
  }

  @Get('middleware')
  middleware(): string {
    return 'never';
  }
}
