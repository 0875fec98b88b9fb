import { inspect } from 'node:util';
import { DatabaseError } from 'pg';
import { toStatementError } from './to-statement-error.js';

/** An error as the driver makes it of the server's words. */
function serverError(message: string, fields: Partial<DatabaseError>) {
  const error = new DatabaseError(message, message.length, 'error');
  return Object.assign(error, { severity: 'ERROR' }, fields);
}

function messageOf(
  message: string,
  fields: Partial<DatabaseError> = {},
  statement = '',
): string {
  const error = serverError(message, { code: 'XX000', ...fields });
  return toStatementError(error, statement).message;
}

describe('toStatementError', () => {
  it('keeps code and names of a server’s error, and leaves out what was written', () => {
    const error = toStatementError(
      serverError(
        'duplicate key value violates unique constraint "users_handle"',
        {
          code: '23505',
          detail: 'Key (handle)=(hunter2) already exists.',
          hint: 'not hunter2',
          where: 'hunter2',
          schema: 'public',
          table: 'users',
          constraint: 'users_handle',
        },
      ),
      'insert into "users" values ($1)',
    );
    expect(error).toMatchObject({
      name: 'StatementError',
      message: 'duplicate key value violates unique constraint "users_handle"',
      code: '23505',
      sqlState: '23505',
      severity: 'ERROR',
      type: '23505',
      subject: {
        schema: 'public',
        table: 'users',
        constraint: 'users_handle',
      },
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
      'hunter2',
    );
  });

  it.each([
    ['invalid input syntax for type uuid: "secret"', '"?"'],
    ['invalid input syntax for type uuid: "se"cr"et"', '"?"'],
    ['syntax error at or near "\'secret\'"', '"?"'],
    ['unterminated quoted string at or near "\'secret', '"?'],
    ['ungültige Eingabe für Typ uuid: „se“cret“', '„?“'],
    ['syntaxe en entrée invalide : « secret »', '«?»'],
    ['value secret1 is not 12', 'value secret1 is not ?'],
    ['invalid byte sequence for encoding "UTF8": 0xc3 0x28', ': ? ?'],
  ])('replaces the values in %s', (message, replaced) => {
    expect(messageOf(message)).toContain(replaced);
    expect(messageOf(message)).not.toMatch(/"?(?:se.?cr.?et)\b/);
  });

  it('keeps the names that the statement or the error’s own fields tell', () => {
    expect(
      messageOf(
        'null value in column "handle" of relation "users" violates not-null constraint',
        { column: 'handle', table: 'users' },
      ),
    ).toContain('column "handle" of relation "users" violates');
    expect(
      messageOf(
        'relation "public.notes" does not exist',
        {},
        'select * from public.notes',
      ),
    ).toBe('relation "public.notes" does not exist');
  });

  it('withholds what a function of the database raises', () => {
    const error = serverError('hunter2 may not post', {
      code: 'P0001',
      routine: 'exec_stmt_raise',
      table: 'hunter2',
    });
    const safe = toStatementError(error, '');
    expect(safe).toMatchObject({ code: 'P0001', type: 'P0001', subject: {} });
    expect(safe.message).not.toContain('hunter2');
  });

  it.each([
    [new Error('Query read timeout'), 'timeout'],
    [new Error('timeout exceeded when trying to connect'), 'timeout'],
    [Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), 'EPIPE'],
    [new TypeError('no'), 'TypeError'],
    [{ errno: 54 }, '_OTHER'],
    [null, '_OTHER'],
  ])('names the kind of %s, which no server answered', (error, type) => {
    const safe = toStatementError(error, '');
    expect(safe.type).toBe(type);
    expect(safe.sqlState).toBeUndefined();
  });

  it('bounds a message, in a time that does not grow faster than it', () => {
    const began = performance.now();
    expect(messageOf(`"a" `.repeat(250_000)).length).toBeLessThan(2000);
    expect(messageOf(`«„‘ "a" `.repeat(125_000)).length).toBeLessThan(2000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
