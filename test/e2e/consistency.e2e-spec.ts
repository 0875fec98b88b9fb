import { answerDifferences } from '../support/agreement/answer.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { expectAllWays, isReported } from '../support/walk/expect-ways.js';
import { recordsIn } from '../support/walk/walk.js';
import { ProbeModule } from './probe/probe.module.js';
import type { RequestKind } from './request-kind.js';
import { REQUEST_KINDS } from './request-matrix.js';
import { outcomeOf } from './request-outcome.js';
import { sendKind } from './send-kind.js';

/** Said by every client, so that there is a user agent to compare. */
const CLIENT = { 'user-agent': 'consistency/1.0 (side by side)' };

describe('one request in four consoles', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({}, { modules: [ProbeModule] });
  });

  afterAll(async () => {
    await app.close();
  });

  it.each(REQUEST_KINDS)(
    'is one request, found from any of them: $name',
    async (kind: RequestKind) => {
      const { outcome = outcomeOf(kind.status) } = kind;
      const { answer, trace } = await sendKind(app, {
        ...kind,
        headers: { ...CLIENT, ...kind.headers },
      });
      const { view } = trace;

      trace.agrees();
      // A handler that writes its answer past Fastify writes no trace id.
      if (answer !== undefined && answer.traceId !== '') {
        expect(answerDifferences(answer, view)).toEqual([]);
      }
      // An occurrence, its line and its span where the server failed; nowhere else any of them.
      trace.reported(outcome.items);
      const errors = trace.logged().filter((line) => line.startsWith('error'));
      expect(errors).toHaveLength(outcome.items);
      expect(recordsIn(view, 'otlp').filter(isReported)).toHaveLength(
        outcome.items,
      );
      expect(await expectAllWays(app.sandbox.endpoints.query, view)).toBe(
        outcome.items === 0 ? 10 : 16,
      );
      for (const id of [view.traceId, view.xrayTraceId]) {
        const url = `${app.sandbox.endpoints.query}/api/traces/${id}`;
        expect(await (await fetch(url)).json()).toEqual(view);
      }
    },
  );

  it('is kept whole where it fails, whatever its caller decided', async () => {
    const path = '/probe/thrown/unkept';
    const trace = await app
      .request(path, {
        headers: {
          ...CLIENT,
          traceparent: `00-${'e'.repeat(32)}-00f067aa0ba902b7-00`,
        },
      })
      .trace({ items: 1, lines: 2 });

    trace.agrees().reported(1);
    expect(await expectAllWays(app.sandbox.endpoints.query, trace.view)).toBe(
      16,
    );
  });
});
