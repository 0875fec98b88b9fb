import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Injectable,
  Post,
  Redirect,
  Res,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { concatMap, delay, from, type Observable, of } from 'rxjs';
import { annotateSpan, Span } from '../../../src/observability/index.js';

/** Time between the parts of an answer that comes slowly, in milliseconds. */
const PAUSE_MS = 20;
/** Time that slow work takes, in milliseconds. */
const SLOW_MS = 150;

/** Results that come in parts. */
@Injectable()
export class SlowResults {
  @Span()
  async *rows(): AsyncGenerator<string> {
    for (const row of ['one\n', 'two\n', 'three\n']) {
      await setTimeout(PAUSE_MS);
      yield row;
    }
    annotateSpan({ 'app.rows': 3 });
  }

  @Span()
  values(): Observable<number> {
    return from([1, 2, 3]).pipe(
      concatMap((value) => of(value).pipe(delay(PAUSE_MS))),
    );
  }
}

/** Every way to answer well that the application itself has no use for. */
@Controller('probe')
export class ProbeAnswers {
  constructor(private readonly results: SlowResults) {}

  @Post('created')
  create(): { readonly created: true } {
    return { created: true };
  }

  @Delete('thing')
  @HttpCode(204)
  remove(): void {
    // Nothing to say.
  }

  @Get('moved')
  @Redirect('/probe/created', 302)
  moved(): void {
    // The decorator says where to.
  }

  @Get('unchanged')
  @HttpCode(304)
  unchanged(): void {
    // The caller has it already.
  }

  @Get('slow')
  slow(): Promise<string> {
    return setTimeout(SLOW_MS, 'done');
  }

  @Get('observable')
  observable(): Observable<number> {
    return this.results.values();
  }

  @Get('generator')
  generator(): StreamableFile {
    return new StreamableFile(Readable.from(this.results.rows()));
  }

  @Get('by-itself')
  byItself(@Res() reply: FastifyReply): void {
    void reply.code(202).send({ accepted: true });
  }
}
