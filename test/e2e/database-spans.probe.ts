import {
  Controller,
  Get,
  Injectable,
  Logger,
  Module,
  Param,
} from '@nestjs/common';
import { inArray, sql } from 'drizzle-orm';
import {
  activities,
  Database,
  type Orm,
  users,
} from '../../src/database/index.js';
import { ErrorReporter, Span } from '../../src/observability/index.js';

/** What people wrote: whatever becomes of a statement, no vendor may read it. */
export const WRITTEN = 'zanzibar_at_dawn';

const logger = new Logger('Probe');

/** Statements that end in every way a statement can. */
@Injectable()
class DatabaseWork {
  constructor(
    private readonly database: Database,
    private readonly reporter: ErrorReporter,
  ) {}

  @Span()
  async chosen(): Promise<unknown> {
    return this.database.run((orm) =>
      orm
        .select({ handle: users.handle })
        .from(users)
        .where(inArray(users.handle, [WRITTEN, 'worf', 'bayko'])),
    );
  }

  @Span()
  async inlined(): Promise<unknown> {
    return this.database.run((orm) =>
      orm.execute(
        sql.raw(
          `select '${WRITTEN}', $q$${WRITTEN}$q$, E'\\'${WRITTEN}', 4711 /* ${WRITTEN} */ as n -- ${WRITTEN}`,
        ),
      ),
    );
  }

  @Span()
  async together(): Promise<unknown> {
    return Promise.all([this.chosen(), this.posts(), this.chosen()]);
  }

  @Span()
  async posts(): Promise<unknown> {
    return this.database.run((orm) => orm.select().from(activities));
  }

  @Span()
  async changed(): Promise<unknown> {
    return this.database.transaction((orm) => rename(orm, 'worf', 'Worf'));
  }

  @Span()
  async takenBack(): Promise<unknown> {
    return this.database
      .transaction(async (orm) => {
        await rename(orm, 'worf', 'nobody');
        throw new RangeError('changed my mind');
      })
      .catch((error: unknown) => String(error));
  }

  @Span()
  async unique(): Promise<unknown> {
    return this.database.transaction(async (orm) => {
      await this.insert(orm);
      await this.insert(orm);
    });
  }

  @Span()
  async insert(orm: Orm): Promise<unknown> {
    return orm.insert(users).values({
      uuid: crypto.randomUUID(),
      handle: WRITTEN,
      displayName: WRITTEN,
      createdAt: new Date(),
    });
  }

  @Span()
  async deferred(): Promise<unknown> {
    return this.database.transaction(async (orm) => {
      await orm.execute(sql`create table owners (name text primary key)`);
      await orm.execute(
        sql`create table things (owner text references owners deferrable initially deferred)`,
      );
      await orm.execute(sql`insert into things values (${WRITTEN})`);
    });
  }

  @Span()
  async unreadable(): Promise<unknown> {
    return this.database.run((orm) =>
      orm.execute(sql`select ${WRITTEN}::uuid`),
    );
  }

  @Span()
  async misspelt(): Promise<unknown> {
    return this.database.run((orm) =>
      orm.execute(sql.raw(`select 'a' '${WRITTEN}' from users`)),
    );
  }

  @Span()
  async raised(): Promise<unknown> {
    return this.database.run((orm) =>
      orm.execute(
        sql.raw(`do $$ begin raise exception '% left', '${WRITTEN}'; end $$`),
      ),
    );
  }

  /** Tells of a failed statement in every way there is, and goes on. */
  @Span()
  async told(): Promise<unknown> {
    return this.database
      .transaction(async (orm) => {
        try {
          await this.insertUnreadable(orm);
        } catch (error) {
          logger.error(error);
          logger.error({ error }, 'Told');
          this.reporter.warning(error, { error });
          throw error;
        }
      })
      .catch((error: unknown) => {
        logger.error(error);
        return 'told';
      });
  }

  @Span()
  async insertUnreadable(orm: Orm): Promise<unknown> {
    return orm.execute(
      sql`insert into users (uuid, handle) values (${WRITTEN}, ${WRITTEN})`,
    );
  }

  @Span()
  async cancelled(): Promise<unknown> {
    return this.database.transaction(async (orm) => {
      await orm.execute(sql`set local statement_timeout = 20`);
      await orm.execute(sql`select pg_sleep(30)`);
    });
  }

  @Span()
  async batch(): Promise<unknown> {
    return this.database.run((orm) =>
      orm.execute(
        sql.raw(`select handle from users; select '${WRITTEN}' from users`),
      ),
    );
  }
}

function rename(orm: Orm, handle: string, name: string): Promise<unknown> {
  return orm
    .update(users)
    .set({ displayName: name })
    .where(sql`${users.handle} = ${handle}`);
}

const WORKS = [
  'chosen',
  'inlined',
  'together',
  'changed',
  'takenBack',
  'unique',
  'deferred',
  'unreadable',
  'misspelt',
  'raised',
  'told',
  'cancelled',
  'batch',
] as const;

@Controller('probe/database')
class DatabaseProbe {
  constructor(private readonly work: DatabaseWork) {}

  @Get(':work')
  async run(@Param('work') wanted: string): Promise<{ readonly done: string }> {
    const name = WORKS.find((each) => each === wanted);
    if (name !== undefined) await this.work[name]();
    return { done: name ?? 'nothing' };
  }
}

/** Routes whose statements tell something of what a span of a statement shows. */
@Module({ controllers: [DatabaseProbe], providers: [DatabaseWork] })
export class DatabaseProbeModule {}
