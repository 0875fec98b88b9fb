import { Readable } from 'node:stream';
import {
  type ArgumentMetadata,
  type CallHandler,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Injectable,
  Logger,
  type NestInterceptor,
  Param,
  type PipeTransform,
  StreamableFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import { ERRORS } from './errors.js';
import { VALUES } from './values.js';

/** Everything can be thrown; promises aside, which an async function awaits before. */
export const THROWN = [...VALUES, ...ERRORS].filter(
  ({ name }) => name !== 'a promise',
);

/** The value that a request asks for by its path's end. */
function valueOf(path: string): unknown {
  return THROWN[Number(path.slice(path.lastIndexOf('/') + 1))]?.make();
}

@Injectable()
class ThrowingGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    throw valueOf(context.switchToHttp().getRequest<{ url: string }>().url);
  }
}

@Injectable()
class ThrowingPipe implements PipeTransform {
  transform(value: string, _metadata: ArgumentMetadata): never {
    throw valueOf(`/${value}`);
  }
}

@Injectable()
class ThrowingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, _next: CallHandler): Observable<never> {
    const { url } = context.switchToHttp().getRequest<{ url: string }>();
    return throwError(() => valueOf(url));
  }
}

async function* halfOf(value: unknown): AsyncGenerator<string> {
  yield 'half';
  // Lets the first bytes leave before the rest fails.
  await new Promise((resolve) => setImmediate(resolve));
  throw value;
}

/** Throws hostile values wherever Nest lets code of the application run. */
@Controller('thrown')
export class ThrownController {
  private readonly logger = new Logger('Neighbour');

  @Get('handler/:value')
  handler(@Param('value') index: string): never {
    this.logger.log('before');
    throw valueOf(`/${index}`);
  }

  @Get('guard/:value')
  @UseGuards(ThrowingGuard)
  guard(): string {
    return 'never';
  }

  @Get('pipe/:value')
  pipe(@Param('value', ThrowingPipe) _value: unknown): string {
    return 'never';
  }

  @Get('interceptor/:value')
  @UseInterceptors(ThrowingInterceptor)
  interceptor(): string {
    return 'never';
  }

  @Get('stream/:value')
  stream(@Param('value') index: string): StreamableFile {
    return new StreamableFile(Readable.from(halfOf(valueOf(`/${index}`))));
  }
}
