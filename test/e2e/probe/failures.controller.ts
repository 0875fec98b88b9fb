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
  HttpException,
  HttpStatus,
  Injectable,
  type NestInterceptor,
  NotAcceptableException,
  ServiceUnavailableException,
  UnauthorizedException,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { Span } from '../../../src/observability/index.js';

@Injectable()
class AsksForAnIdentity implements CanActivate {
  canActivate(): boolean {
    throw new UnauthorizedException();
  }
}

@Injectable()
class LetsNobodyIn implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Injectable()
class AllowsNoMore implements CanActivate {
  canActivate(): boolean {
    throw new HttpException('Slow down.', HttpStatus.TOO_MANY_REQUESTS);
  }
}

@Injectable()
class FailsAfterwards implements NestInterceptor {
  intercept(
    _context: ExecutionContext,
    handler: CallHandler<unknown>,
  ): Observable<never> {
    return handler.handle().pipe(
      map(() => {
        throw new RangeError('the interceptor failed');
      }),
    );
  }
}

@Catch()
class FailsItself implements ExceptionFilter {
  catch(_exception: unknown, _host: ArgumentsHost): never {
    throw new EvalError('the filter failed');
  }
}

/** What a handler of the application would call, and what fails in it. */
@Injectable()
export class FailingWork {
  @Span()
  async run(): Promise<never> {
    await Promise.resolve();
    throw new TypeError('the work failed');
  }
}

/** Every way to fail that the application itself has no use for. */
@Controller('probe')
export class ProbeFailures {
  constructor(private readonly work: FailingWork) {}

  @Get('broken')
  broken(): Promise<never> {
    return this.work.run();
  }

  @Get('unavailable')
  unavailable(): never {
    throw new ServiceUnavailableException('the shop is shut');
  }

  @Get('unauthorized')
  @UseGuards(AsksForAnIdentity)
  unauthorized(): string {
    return 'never';
  }

  @Get('forbidden')
  @UseGuards(LetsNobodyIn)
  forbidden(): string {
    return 'never';
  }

  @Get('throttled')
  @UseGuards(AllowsNoMore)
  throttled(): string {
    return 'never';
  }

  @Get('not-acceptable')
  notAcceptable(): never {
    throw new NotAcceptableException();
  }

  @Get('conflict')
  conflict(): never {
    throw new ConflictException('Already there.');
  }

  @Get('interceptor')
  @UseInterceptors(FailsAfterwards)
  interceptor(): string {
    return 'done';
  }

  @Get('filter')
  @UseFilters(FailsItself)
  filter(): never {
    throw new Error('what the filter was to answer');
  }
}
