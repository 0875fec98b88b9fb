import {
  All,
  Controller,
  Inject,
  Logger,
  Module,
  Param,
  ParseIntPipe,
} from '@nestjs/common';
import { WINSTON_MODULE_PROVIDER } from 'nest-winston';
import type { Logger as Winston } from 'winston';
import { Database } from '../../../src/database/index.js';
import {
  AppLogger,
  ErrorReporter,
  XRayRecorder,
} from '../../../src/observability/index.js';
import type { Place } from './place.js';
import { PLACES_OF_ERRORS } from './places-of-errors.js';
import { PLACES_OF_REQUESTS } from './places-of-requests.js';
import { PLACES_OF_TELEMETRY } from './places-of-telemetry.js';
import { everySecretByForm, type Secret } from './secrets.js';

/** A secret at a place. */
export interface Planted {
  readonly place: Place;
  readonly secret: Secret;
}

/** All forms once more, where most secrets stand. */
const ALL_FORMS: Place = {
  name: 'all forms, in a message',
  secrets: everySecretByForm(),
  work: (secret) => {
    throw new Error(`all forms: ${secret}`);
  },
};

export const CORPUS: readonly Planted[] = [
  ...PLACES_OF_REQUESTS,
  ...PLACES_OF_ERRORS,
  ...PLACES_OF_TELEMETRY,
  ALL_FORMS,
].flatMap((place) => place.secrets.map((secret) => ({ place, secret })));

/** Does what the corpus says at an index, and fails, so that every request is reported too. */
@Controller('redaction')
class RedactionController {
  private readonly logger = new Logger('Redaction');

  constructor(
    private readonly reporter: ErrorReporter,
    private readonly recorder: XRayRecorder,
    private readonly database: Database,
    private readonly appLogger: AppLogger,
    @Inject(WINSTON_MODULE_PROVIDER) private readonly winston: Winston,
  ) {}

  @All([':index', ':index/:rest'])
  async use(@Param('index', ParseIntPipe) index: number): Promise<never> {
    this.logger.log(`place ${String(index)}`);
    const { place, secret } = CORPUS[index] ?? {};
    const { reporter, recorder, database, winston, appLogger } = this;
    await place?.work?.(secret?.text ?? '', {
      reporter,
      recorder,
      database,
      winston,
      appLogger,
    });
    throw new Error(`the end of place ${String(index)}`);
  }
}

@Module({ controllers: [RedactionController] })
export class RedactionModule {}
