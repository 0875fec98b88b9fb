import type { OtlpSpan } from '../../src/sandbox/index.js';
import type { ArrivedTrace } from '../support/arrived-trace.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { DatabaseProbeModule, WRITTEN } from './database-spans.probe.js';

const server = process.env['TEST_DATABASE_URL'] ?? '';
/** What every statement says of where it goes: a server, or a database inside this process. */
const TARGET: Readonly<Record<string, unknown>> =
  server === ''
    ? { 'db.namespace': 'postgres' }
    : {
        'db.namespace': expect.stringMatching(/^cruddur_\w+$/),
        'server.address': new URL(server).hostname,
        'server.port': Number(new URL(server).port),
      };

function statementsOf(trace: ArrivedTrace): readonly OtlpSpan[] {
  return trace.spans.filter((span) => 'db.system.name' in span.attributes);
}

describe('the spans of statements', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({}, { modules: [DatabaseProbeModule] });
  });

  afterAll(async () => {
    await app.close();
  });

  function work(name: string, status = 200) {
    return app.request(`/probe/database/${name}`).expectStatus(status);
  }

  it('say what was asked of which table where, and how much came back', async () => {
    const trace = (await work('chosen').trace()).agrees().hides(WRITTEN);
    const [statement, ...others] = statementsOf(trace);

    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      name: 'SELECT users',
      kind: 3,
      status: { code: 0 },
      events: [],
      links: [],
    });
    expect(statement?.attributes).toEqual({
      ...TARGET,
      'db.system.name': 'postgresql',
      'db.operation.name': 'SELECT',
      'db.collection.name': 'users',
      'db.query.summary': 'SELECT users',
      'db.query.text':
        'select "handle" from "users" where "users"."handle" in (?)',
      'db.response.returned_rows': 2,
    });
    trace.span('DatabaseWork.chosen').parentOf('SELECT users');
  });

  it('name the database in X-Ray, and show the same text', async () => {
    const trace = await work('chosen').trace();
    const segment = JSON.stringify(trace.segment().fields);
    const [statement] = statementsOf(trace);

    expect(segment).toContain(
      JSON.stringify(statement?.attributes['db.query.text']),
    );
    if (server !== '')
      expect(segment).toMatch(
        /"url":"postgresql:\/\/127\.0\.0\.1:\d+\/cruddur_\w+"/,
      );
  });

  it('replace every value that is written into the text, and leave out comments', async () => {
    const trace = (await work('inlined').trace()).hides(WRITTEN, '4711');

    expect(trace.span('SELECT').fields).toMatchObject({
      'db.query.text': 'select ?, ?, ?, ? as n',
      'db.response.returned_rows': 1,
    });
  });

  it('hang on the method that asked, when several ask at once', async () => {
    const trace = (await work('together').trace()).agrees();
    const parents = statementsOf(trace).map(({ name, parentSpanId }) => {
      const parent = trace.spans.find(({ spanId }) => spanId === parentSpanId);
      return `${parent?.name ?? 'none'} > ${name}`;
    });

    expect(parents.toSorted()).toEqual([
      'DatabaseWork.chosen > SELECT users',
      'DatabaseWork.chosen > SELECT users',
      'DatabaseWork.posts > SELECT activities',
    ]);
    const ids = statementsOf(trace).map(({ parentSpanId }) => parentSpanId);
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ['changed', ['UPDATE users', 'COMMIT']],
    ['takenBack', ['UPDATE users', 'ROLLBACK']],
  ])(
    'of a transaction %s show its end, and not its beginning',
    async (name, expected) => {
      const trace = (await work(name).trace()).agrees().hides('Worf', 'nobody');
      const statements = statementsOf(trace);

      expect(statements.map((span) => span.name).toSorted()).toEqual(
        expected.toSorted(),
      );
      for (const { status, attributes } of statements) {
        expect(status.code).toBe(0);
        expect(attributes).toMatchObject(TARGET);
        expect(attributes).not.toHaveProperty('db.response.returned_rows');
      }
      trace.span(`DatabaseWork.${name}`).parentOf(...expected);
    },
  );

  it.each([
    ['unique', 'INSERT users', '23505', /"users_handle"/],
    ['deferred', 'COMMIT', '23503', /"things_owner_fkey"$/],
    ['unreadable', 'SELECT', '22P02', /type uuid: "\?"$/],
    ['misspelt', 'SELECT users', '42601', /near "\?"$/],
    ['raised', 'DO', 'P0001', /raised an exception$/],
  ])(
    'of a failure (%s) say why in every vendor, and nowhere what was written',
    async (name, summary, code, message) => {
      const trace = (await work(name, 500).trace({ items: 1, lines: 2 }))
        .agrees()
        .hides(WRITTEN);
      const failed = statementsOf(trace).find(
        ({ status }) => status.code === 2,
      );

      expect(failed).toMatchObject({
        name: summary,
        status: { code: 2, message: expect.stringMatching(message) },
        attributes: {
          'db.response.status_code': code,
          'error.type': code,
          'postgresql.severity': 'ERROR',
          'exception.type': 'StatementError',
          'exception.message': expect.stringMatching(message),
          'exception.stacktrace': expect.stringContaining('StatementError'),
        },
        events: [],
      });
      expect(failed?.attributes).not.toHaveProperty(
        'db.response.returned_rows',
      );
      expect(JSON.stringify(trace.segment().fields)).toContain(
        'StatementError',
      );
      expect(JSON.stringify(trace.item().fields)).toMatch(/A statement failed/);
      expect(trace.logged()).toContain('error Exceptions');
    },
  );

  it('of a taken name tell table and constraint', async () => {
    const trace = await work('unique', 500).trace();

    expect(
      statementsOf(trace).find(({ status }) => status.code === 2)?.attributes,
    ).toMatchObject({
      'postgresql.schema': 'public',
      'postgresql.table': 'users',
      'postgresql.constraint': 'users_handle',
    });
  });

  it('keep what was written from spans, logs and reports inside a transaction', async () => {
    const trace = (await work('told').trace({ items: 1, lines: 4 }))
      .agrees()
      .hides(WRITTEN);

    expect(
      trace.span('DatabaseWork.insertUnreadable').ended('error').fields,
    ).toMatchObject({ 'error.type': 'StatementError' });
    expect(
      trace.view.cloudwatch.events.map(({ message }) => message),
    ).toContainEqual(
      expect.stringContaining('invalid input syntax for type uuid'),
    );
  });

  // The embedded store has no server to cancel a statement, and takes one statement at a time.
  if (server !== '') {
    it('end when the server cancels the statement', async () => {
      const trace = await work('cancelled', 500).trace({ items: 1 });

      const sleep = statementsOf(trace).find(({ status }) => status.code === 2);
      expect(sleep).toMatchObject({
        name: 'SELECT',
        attributes: {
          'db.response.status_code': '57014',
          'error.type': '57014',
          'db.query.text': 'select pg_sleep(?)',
        },
      });
      trace
        .span('DatabaseWork.cancelled')
        .parentOf('SET', 'SELECT', 'ROLLBACK');
    });

    it('of several statements in one text are one batch', async () => {
      const trace = (await work('batch').trace()).agrees().hides(WRITTEN);

      trace.span('BATCH SELECT users').has({
        'db.operation.name': 'BATCH SELECT',
        'db.collection.name': 'users',
        'db.operation.batch.size': 2,
        'db.query.text': 'select handle from users; select ? from users',
      });
    });
  }
});
