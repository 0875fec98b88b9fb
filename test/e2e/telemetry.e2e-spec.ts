import { readDocument } from '../../src/observability/xray/testing/legal-document.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { ProbeModule } from './probe/probe.module.js';
import { REQUEST_KINDS } from './request-matrix.js';
import { outcomeOf } from './request-outcome.js';
import { sendKind } from './send-kind.js';

describe('the telemetry of every kind of request', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({}, { modules: [ProbeModule] });
  });

  afterAll(async () => {
    await app.close();
  });

  it.each(REQUEST_KINDS)(
    'is one story in every vendor: $name',
    async (kind) => {
      const {
        ask,
        status,
        errorType = status < 400 ? undefined : String(status),
        answer: expected = {},
        edges = {},
      } = kind;
      const [method = '', target = ''] = ask.split(' ');
      const route = kind.route ?? target.split('?')[0];
      const { answer, trace } = await sendKind(app, kind);
      const { outcome = outcomeOf(status) } = kind;

      if (answer !== undefined) {
        expect(answer.status).toBe(status);
        expect(Object.fromEntries(answer.headers)).toMatchObject(expected);
      }
      const server = trace
        .server()
        .ended(outcome.spanStatus)
        .continues(kind.parent);
      expect(server.span.name).toBe(
        kind.span ?? (route === false ? method : `${method} ${route}`),
      );
      expect(server.fields['http.route'] ?? false).toBe(route);
      expect(server.fields['error.type']).toBe(errorType);
      for (const [parent, children] of Object.entries(edges)) {
        trace.span(parent).parentOf(...children);
      }
      trace
        .segment()
        .has({ http: { response: { status } } })
        .has(Object.fromEntries(outcome.flags.map((flag) => [flag, true])));
      trace.accessLine().has({ status, level: 'info' });
      expect(trace.logged()).toEqual(outcome.log);
      trace.reported(outcome.items).agrees();
      for (const { document } of trace.view.xray.segments) {
        readDocument(JSON.stringify(document));
      }
    },
  );

  it('breaks no rule of any vendor, in these traces and outside of them', () => {
    expect(app.sandbox.store.violations()).toEqual([]);
  });
});
