import { HttpException } from '@nestjs/common';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import { type Place, thrown, worked, workedByName } from './place.js';

/** Where an exception can carry a secret. */
export const PLACES_OF_ERRORS: readonly Place[] = [
  thrown('an error’s message', (secret) => new Error(`it failed: ${secret}`)),
  thrown('an error’s name', (secret) =>
    Object.assign(new Error('named'), { name: secret }),
  ),
  thrown(
    'an error’s cause',
    (secret) => new Error('outer', { cause: new TypeError(`inner ${secret}`) }),
  ),
  thrown(
    'a cause that is a text',
    (secret) => new Error('outer', { cause: secret }),
  ),
  thrown(
    'a cause that is an object',
    (secret) => new Error('outer', { cause: { note: secret } }),
  ),
  thrown(
    'a member of an AggregateError',
    (secret) =>
      new AggregateError([new Error('one'), new Error(secret)], 'many'),
  ),
  thrown('an error’s stack', (secret) =>
    Object.assign(new Error('stack'), {
      stack: `Error: stack\n    at ${secret} (/app/a.js:1:2)\n    at /app/b.js:3:4`,
    }),
  ),
  thrown('an error’s property', (secret) =>
    Object.assign(new Error('property'), { code: secret, input: secret }),
  ),
  thrown('a text that is thrown', (secret) => `thrown ${secret}`),
  thrown('an object that is thrown', (secret) => ({ a: [{ note: secret }] })),
  thrown(
    'an HttpException’s answer',
    (secret) => new HttpException({ detail: secret, errors: [secret] }, 503),
  ),
  thrown(
    'an HttpException’s cause',
    (secret) => new HttpException('no', 500, { cause: new Error(secret) }),
  ),
  worked('parameters of a statement', (secret, { database }) =>
    database.run((orm) => orm.execute(sql`select ${secret}::uuid`)),
  ),
  worked('a literal of a statement', (secret, { database }) =>
    database.run((orm) =>
      orm.execute(sql.raw(`select '${secret.replaceAll("'", "''")}'::int`)),
    ),
  ),
  worked('what a database is told by another client', (secret) => {
    const cause = Object.assign(
      new Error(`invalid input syntax for type uuid: "${secret}"`),
      { code: '22P02', detail: `Key (a)=(${secret}) already exists.` },
    );
    throw new DrizzleQueryError('select $1::uuid', [secret], cause);
  }),
  workedByName('a property of a secret name', (secret) => {
    throw Object.assign(new Error('property'), { accessToken: secret });
  }),
  workedByName('parameters of an unknown statement', (secret) => {
    throw new DrizzleQueryError('select $1', [secret], new Error('no'));
  }),
  workedByName('what a parser of JSON read', (secret) =>
    JSON.parse(`{"a": ${secret}}`),
  ),
  workedByName('headers in a message', (secret) => {
    throw new Error(`401 for { 'x-api-key': '${secret}', a: 1 }`);
  }),
  workedByName('a command in a message', (secret) => {
    throw new Error(`Command failed: psql --password ${secret} -h db`);
  }),
  workedByName('XML in a message', (secret) => {
    throw new Error(`<Fault><password>${secret}</password></Fault>`);
  }),
  workedByName('an unfinished URL', (secret) => {
    throw new Error(`connect postgres://app:${secret}/#?@db:5432/x`);
  }),
];
