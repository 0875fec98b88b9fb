import { Injectable } from '@nestjs/common';
import { from, type Observable } from 'rxjs';
import {
  annotateSpan,
  type ErrorReporter,
  Span,
} from '../../../src/observability/index.js';

/** Work of an application that meets hostile values. */
@Injectable()
export class HostileWork {
  @Span('hostile', (value: unknown) => Object(value))
  options(_value: unknown): string {
    return 'done';
  }

  @Span('hostile', {
    onResult: (value: unknown) => ({ attributes: Object(value) }),
  })
  described(value: unknown): unknown {
    return value;
  }

  @Span('hostile')
  returned(value: unknown): unknown {
    return value;
  }

  @Span('hostile')
  observed(value: unknown): Observable<unknown> {
    return from([value, value]);
  }

  @Span('hostile')
  async rejected(value: unknown): Promise<never> {
    await Promise.resolve();
    throw value;
  }
}

/** Harmless work beside the hostile, of which every vendor must have all. */
@Injectable()
export class Neighbour {
  @Span('neighbour')
  say(what: string, reporter: ErrorReporter): void {
    annotateSpan({ 'app.said': what });
    reporter.message(`neighbour ${what}`, 'info', { said: what });
  }
}
