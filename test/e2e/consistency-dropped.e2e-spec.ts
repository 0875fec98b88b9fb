import type { TraceView } from '../../src/sandbox/index.js';
import { answerDifferences } from '../support/agreement/answer.js';
import { Differences } from '../support/agreement/differences.js';
import { factsOfItem } from '../support/agreement/facts-of-item.js';
import { factsOfLines } from '../support/agreement/facts-of-lines.js';
import { requestRecords } from '../support/agreement/request-story.js';
import { holdAgainst } from '../support/agreement/side-by-side.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace } from '../support/telemetry.js';
import { expectAllWays } from '../support/walk/expect-ways.js';
import { ProbeModule } from './probe/probe.module.js';

/** In a trace that its caller did not keep, of which log lines and reports are kept all the same. */
const unsampled = (id: string): RequestInit => ({
  headers: {
    traceparent: `00-${id.padStart(32, 'e')}-00f067aa0ba902b7-00`,
  },
});

describe('one request in two consoles, its trace being dropped', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(
      { TRACES_ALWAYS_KEEP: 'none' },
      { modules: [ProbeModule] },
    );
  });

  afterAll(async () => {
    await app.close();
  });

  const send = async (
    path: string,
    id: string,
    arrival: { readonly cloudwatch: number; readonly rollbar: number },
  ): Promise<TraceView> => {
    const answer = await app.request(path, unsampled(id)).answer();
    await app.flush();
    const view = await arrivedTrace(
      app.sandbox.endpoints.query,
      answer.traceId,
      arrival,
    );
    expect(answerDifferences(answer, view)).toEqual([]);
    return view;
  };

  it('has its lines, and its occurrence names them', async () => {
    const view = await send('/probe/thrown/continued', '2', {
      cloudwatch: 2,
      rollbar: 1,
    });

    const differences = new Differences();
    const [access = {}] = requestRecords(view).access;
    holdAgainst(
      differences,
      ['access line', factsOfLines({ view, access })],
      ['item', factsOfItem({ view })],
    );
    expect(differences.list).toEqual([]);
    expect([view.otlp.spans, view.xray.segments]).toEqual([[], []]);
    expect(await expectAllWays(app.sandbox.endpoints.query, view)).toBe(9);
  });

  it('has its access line alone where nothing failed', async () => {
    const view = await send('/api/health-check', '3', {
      cloudwatch: 1,
      rollbar: 0,
    });

    expect(requestRecords(view).access[0]).toMatchObject({
      trace_id: view.traceId,
      xray_trace_id: view.xrayTraceId,
    });
    expect([
      view.otlp.spans,
      view.xray.segments,
      view.rollbar.items,
      view.violations,
    ]).toEqual([[], [], [], []]);
    expect(await expectAllWays(app.sandbox.endpoints.query, view)).toBe(4);
  });
});
