import { Injectable, Logger } from '@nestjs/common';
import {
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { Database } from '../database/index.js';

/** Time that the database has to answer, in milliseconds: less than the 1 to 5 seconds after which probes give up. */
const PING_LIMIT_MS = 900;

/** Whether the database answers. What it says when it does not goes to the log, once, and not to the caller. */
@Injectable()
export class DatabaseIndicator {
  private readonly logger = new Logger('Health');
  private ping: Promise<void> | undefined;
  private wasDown = false;

  constructor(
    private readonly database: Database,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** The indicator `database`. Probes that come while one waits for the database share its answer. */
  async check(): Promise<HealthIndicatorResult<'database'>> {
    const result = await this.indicators
      .check('database')
      .attempt(async () => {
        this.ping ??= this.ask().finally(() => {
          this.ping = undefined;
        });
        await this.ping;
      })
      .withTimeout(PING_LIMIT_MS);
    this.note(result.database.status === 'down');
    return result;
  }

  private async ask(): Promise<void> {
    try {
      await this.database.run((orm) => orm.execute('select 1'));
    } catch (error) {
      if (!this.wasDown) {
        this.logger.warn(error);
      }
      throw new Error('does not answer', { cause: error });
    }
  }

  private note(isDown: boolean): void {
    if (isDown !== this.wasDown) {
      this.wasDown = isDown;
      this.logger.warn(
        isDown
          ? 'The database does not answer: not ready'
          : 'The database answers again',
      );
    }
  }
}
