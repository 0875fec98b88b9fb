import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { traceInstances } from './methods/index.js';
import { RecordedSpans } from './methods/recorded-spans.spec-rig.js';
import type { QueryOutcome } from './query/query-description.js';
import { inQuerySpan } from './query-span.js';
import { runInSpan } from './run-in-span.js';

const QUERY = {
  system: 'postgresql',
  summary: 'SELECT users',
  operation: 'SELECT',
  collection: 'users',
  text: 'select * from users where a = $1',
  namespace: 'cruddur',
  server: { address: 'db.example', port: 5432 },
} as const;

const OUTCOME: QueryOutcome = {
  rowsOf: (result) => (Array.isArray(result) ? result.length : undefined),
  failureOf: () => ({
    type: '23505',
    statusCode: '23505',
    details: { 'postgresql.table': 'users', 'postgresql.column': undefined },
  }),
};

@Injectable()
class Rows {
  async query(i: number): Promise<number[]> {
    return inQuerySpan(
      QUERY,
      async () => {
        await setImmediate();
        if (i === 70) {
          throw new Error('taken');
        }
        return [1, 2, 3];
      },
      OUTCOME,
    );
  }
}

const spans = new RecordedSpans();
const rows = new Rows();
traceInstances()(rows);

function kept(reason: string): unknown {
  return spans
    .named('SELECT users')
    .find(({ attributes }) => attributes['fold.kept'] === reason)?.attributes;
}

describe('inQuerySpan', () => {
  beforeAll(() => {
    spans.start();
  });

  afterAll(() => {
    spans.stop();
  });

  beforeEach(() => {
    spans.clear();
  });

  it('records a query as a client span named by its summary', async () => {
    const result = [1, 2];
    const given = await runInSpan('parent', {}, () =>
      inQuerySpan(QUERY, () => Promise.resolve(result), OUTCOME),
    );

    expect(given).toBe(result);
    const span = spans.one('SELECT users');
    expect(spans.path(span)).toEqual(['parent', 'SELECT users']);
    expect(span.kind).toBe(SpanKind.CLIENT);
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
    expect(span.events).toEqual([]);
    expect(span.attributes).toEqual({
      'db.system.name': 'postgresql',
      'db.namespace': 'cruddur',
      'db.operation.name': 'SELECT',
      'db.collection.name': 'users',
      'db.query.summary': 'SELECT users',
      'db.query.text': 'select * from users where a = $1',
      'server.address': 'db.example',
      'server.port': 5432,
      'db.response.returned_rows': 2,
    });
  });

  it('names a query without a summary by operation and table, else by its system', async () => {
    const text = 'x';
    await runInSpan('parent', {}, async () => {
      for (const names of [
        { operation: 'COPY', collection: 'users' },
        { operation: 'COPY' },
        {},
      ]) {
        await inQuerySpan(
          { system: 'postgresql', text, ...names },
          setImmediate,
        );
      }
    });
    expect(spans.names()).toEqual([
      'COPY users',
      'COPY',
      'postgresql',
      'parent',
    ]);
  });

  it('says how a query failed, and hands on its error', async () => {
    const error = new Error('taken');
    await expect(
      runInSpan('parent', {}, () =>
        inQuerySpan(QUERY, () => Promise.reject(error), OUTCOME),
      ),
    ).rejects.toBe(error);

    const { status, attributes } = spans.one('SELECT users');
    expect(status).toEqual({ code: SpanStatusCode.ERROR, message: 'taken' });
    expect(attributes).toMatchObject({
      'db.response.status_code': '23505',
      'error.type': '23505',
      'postgresql.table': 'users',
      'exception.message': 'taken',
    });
    expect(attributes).not.toHaveProperty('postgresql.column');
    expect(attributes).not.toHaveProperty('db.response.returned_rows');
  });

  it('records none outside a trace', async () => {
    await expect(
      inQuerySpan(QUERY, () => Promise.resolve('done'), OUTCOME),
    ).resolves.toBe('done');
    expect(spans.all).toEqual([]);
  });

  it('has the attributes of results and failures on folded queries that are kept', async () => {
    await runInSpan('parent', {}, () =>
      Promise.allSettled(Array.from({ length: 100 }, (_, i) => rows.query(i))),
    );
    expect(kept('slowest')).toMatchObject({ 'db.response.returned_rows': 3 });
    expect(kept('failed')).toMatchObject({
      'db.response.status_code': '23505',
      'postgresql.table': 'users',
    });
  });
});
