import { Global, Module } from '@nestjs/common';
import { Database } from './database.js';
import {
  ConfigurableModuleClass,
  DATABASE_OPTIONS,
} from './database.module-definition.js';
import type { DatabaseOptions } from './database.options.js';
import { openDatabase } from './open-database.js';
import { UsersRepository } from './users.repository.js';

/**
 * The store, migrated and ready before anything that injects it is built. `forRoot(options)` or
 * `forRootAsync({ inject, useFactory })`; closes itself when the application has shut down.
 */
@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [DATABASE_OPTIONS],
      useFactory: (options: DatabaseOptions) => openDatabase(options),
    },
    UsersRepository,
  ],
  exports: [Database, UsersRepository],
})
export class DatabaseModule extends ConfigurableModuleClass {}
