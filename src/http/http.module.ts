import { Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { AllowedMethods } from './allowed-methods.service.js';
import { KnownUsers } from './known-users.service.js';
import { JsonOnly } from './json-only.service.js';
import { ValidationPipe } from './validation.pipe.js';

/** What all endpoints share: validation by schema, 405 for a wrong method, 415 for what is not JSON, and who is known. */
@Module({
  providers: [
    AllowedMethods,
    JsonOnly,
    KnownUsers,
    { provide: APP_PIPE, useClass: ValidationPipe },
  ],
  exports: [KnownUsers],
})
export class HttpModule {}
