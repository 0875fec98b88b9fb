import { DrizzleQueryError } from 'drizzle-orm';
import { PgPreparedQuery } from 'drizzle-orm/pg-core';
import type { Orm } from '../store.js';

/**
 * Lets the statements of a builder reject with what the store's client said. Drizzle wraps it in an error whose message and
 * properties list every parameter, and whoever catches one inside `run` or `transaction`, or has a span there, would tell
 * them on. Every builder prepares its statement by its session.
 */
export function hideParameters<T extends Orm>(orm: T): T {
  replaceMethod(orm._.session, 'prepareQuery', (prepare) => {
    const prepared = prepare();
    if (prepared instanceof PgPreparedQuery)
      replaceMethod(prepared, 'execute', withoutWrapper);
    return prepared;
  });
  return orm;
}

async function withoutWrapper(execute: () => unknown): Promise<unknown> {
  try {
    return await execute();
  } catch (error) {
    throw error instanceof DrizzleQueryError ? error.cause : error;
  }
}

/** @throws TypeError when there is no such method: Drizzle has changed */
function replaceMethod(
  target: object,
  name: string,
  around: (call: () => unknown) => unknown,
): void {
  const method: unknown = Reflect.get(target, name);
  if (typeof method !== 'function') throw new TypeError(`no method ${name}`);
  Reflect.set(target, name, (...values: unknown[]) =>
    around(() => Reflect.apply(method, target, values)),
  );
}
