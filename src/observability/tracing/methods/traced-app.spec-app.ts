import { setTimeout } from 'node:timers/promises';
import {
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  Catch,
  ConflictException,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  Inject,
  Injectable,
  Module,
  type NestInterceptor,
  Param,
  type PipeTransform,
  Scope,
  SetMetadata,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { NestFactory, Reflector, REQUEST } from '@nestjs/core';
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { RequestModule } from '../../request/index.js';
import { traceInstances } from './index.js';

@Injectable()
class RoleGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await setTimeout(1);
    return this.reflector.get<unknown>('role', context.getHandler()) !== 'none';
  }
}

@Injectable()
class Shout implements NestInterceptor<string, string> {
  intercept(
    _context: ExecutionContext,
    next: CallHandler<string>,
  ): Observable<string> {
    return next.handle().pipe(map((text) => text.toUpperCase()));
  }
}

@Injectable()
class Delay implements NestInterceptor<string, string> {
  async intercept(
    _context: ExecutionContext,
    next: CallHandler<string>,
  ): Promise<Observable<string>> {
    await setTimeout(1);
    return next.handle();
  }
}

@Injectable()
class Trim implements PipeTransform<string, string> {
  transform(value: string): string {
    return value.trim();
  }
}

@Catch(ConflictException)
class ConflictFilter implements ExceptionFilter<ConflictException> {
  catch(exception: ConflictException, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.code(409).send(exception.message);
  }
}

@Injectable()
class Words {
  async reverse(word: string): Promise<string> {
    await setTimeout(Math.random() * 10);
    return Array.from(word).toReversed().join('');
  }
}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {
  constructor(
    @Inject(REQUEST) private readonly request: FastifyRequest,
    @Inject(Words) private readonly words: Words,
  ) {}

  async url(): Promise<string> {
    return this.words.reverse(this.request.url);
  }
}

@Injectable({ scope: Scope.TRANSIENT })
class Counter {
  #count = 0;

  next(): string {
    this.#count += 1;
    return String(this.#count);
  }
}

@Controller('words')
class WordsController {
  constructor(
    @Inject(Words) private readonly words: Words,
    @Inject(Counter) private readonly counter: Counter,
  ) {}

  @Get('reversed/:word')
  @SetMetadata('role', 'reader')
  @UseGuards(RoleGuard)
  @UseInterceptors(Shout, Delay)
  async reversed(@Param('word', Trim) word: string): Promise<string> {
    return this.words.reverse(word);
  }

  @Get('refused')
  @SetMetadata('role', 'none')
  @UseGuards(RoleGuard)
  refused(): string {
    return 'never';
  }

  @Get('conflict')
  @UseFilters(ConflictFilter)
  conflict(): string {
    throw new ConflictException('taken');
  }

  @Get('count')
  count(): string {
    return this.counter.next();
  }
}

@Controller('scoped')
class ScopedController {
  constructor(@Inject(PerRequest) private readonly perRequest: PerRequest) {}

  @Get(':word')
  async url(): Promise<string> {
    return this.perRequest.url();
  }
}

@Module({
  imports: [RequestModule],
  controllers: [WordsController, ScopedController],
  providers: [Words, PerRequest, Counter],
})
class WordsModule {}

/** A Nest application whose classes carry no word of tracing, listening on a free port. */
export async function startTracedApp(): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    WordsModule,
    new FastifyAdapter(),
    {
      logger: false,
      abortOnError: false,
      instrument: { instanceDecorator: traceInstances() },
    },
  );
  await app.listen(0, '127.0.0.1');
  return app;
}
