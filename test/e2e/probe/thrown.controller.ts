import { runInNewContext } from 'node:vm';
import {
  type CanActivate,
  Controller,
  Get,
  HttpException,
  HttpStatus,
  Injectable,
  Param,
  type PipeTransform,
  Query,
  UseGuards,
} from '@nestjs/common';

@Injectable()
class BreaksDown implements CanActivate {
  canActivate(): never {
    throw new URIError('the guard failed');
  }
}

@Injectable()
class BreaksOnInput implements PipeTransform {
  transform(): never {
    throw new AggregateError(
      [new Error('one'), new Error('other')],
      'the pipe failed',
    );
  }
}

/** What is thrown, by name; no two are one error. */
const THROWN: Readonly<Record<string, () => unknown>> = {
  null: () => null,
  text: () => 'a text that is no error',
  object: () => ({ code: 'E_ODD', token: 'hunter2' }),
  foreign: () => runInNewContext('new RangeError("of another realm")'),
  caused: () =>
    new ReferenceError('the outer failure', {
      cause: new TypeError('what it came from', {
        cause: 'the first cause of all',
      }),
    }),
  'no-failure': () => new HttpException('all is well', HttpStatus.OK),
  absolute: () => new Error('asked for by an absolute URL'),
  unkept: () => new SyntaxError('in a trace that nobody wanted'),
  continued: () => new RangeError('in the trace of a caller'),
};

/** Whatever can be thrown, and two places to throw from. */
@Controller('probe')
export class ProbeThrown {
  @Get('thrown/:what')
  thrown(@Param('what') what: string): never {
    throw THROWN[what]?.();
  }

  @Get('guard')
  @UseGuards(BreaksDown)
  guard(): string {
    return 'never';
  }

  @Get('pipe')
  pipe(@Query('value', BreaksOnInput) value: string): string {
    return value;
  }
}
