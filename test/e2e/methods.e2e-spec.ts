import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

/** Names of a tree's nodes, children in the order in which they began. */
type Tree = [string, ...Tree[]];

const HOME: Tree = [
  'ActivitiesController.home',
  [
    'home-activities-mock-data',
    ['ActivityFeedsRepository.home', ['SELECT activities']],
    ['RepliesRepository.attach', ['SELECT activities']],
  ],
];

describe('a request in the words of the application', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it('reads as controller, service, repositories and queries in the spans', async () => {
    const { traceId } = await call(app, '/api/activities/home');
    const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
    const spans = view.otlp.spans
      .map(({ span }) => span)
      .toSorted((a, b) =>
        Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)),
      );
    const treeOf = (span: (typeof spans)[number]): Tree => [
      span.name,
      ...spans.filter((it) => it.parentSpanId === span.spanId).map(treeOf),
    ];

    const server = spans.find((span) => span.kind === 2);
    expect(server && treeOf(server)).toEqual([
      'GET /api/activities/home',
      HOME,
    ]);
    expect(view.violations).toEqual([]);
  });

  it('reads the same in the X-Ray segment, queries as calls of the database', async () => {
    const { traceId } = await call(app, '/api/activities/home');
    const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
    const treeOf = (entity: Record<string, unknown>): Tree => [
      String(entity['name']),
      ...subsegmentsOf(entity).map(treeOf),
    ];

    const segment = view.xray.segments[0]?.document ?? {};
    expect(subsegmentsOf(segment).map(treeOf)).toEqual([
      JSON.parse(
        JSON.stringify(HOME).replaceAll('SELECT activities', 'postgresql'),
      ),
    ]);
    expect(view.violations).toEqual([]);
  });

  it('has no span of what observes the request, nor of validation and paging', async () => {
    const names = new Set<string>();
    for (const path of [
      '/api/activities/search?term=a',
      '/api/activities/search',
      '/api/activities/nobody',
      '/rollbar/test',
    ]) {
      const { traceId } = await call(app, path);
      const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
      for (const { span } of view.otlp.spans) {
        names.add(span.name);
      }
      expect(view.violations).toEqual([]);
    }
    expect([...names].toSorted()).toEqual([
      'ActivitiesController.search',
      'ActivitiesController.show',
      'ActivityFeedsRepository.matching',
      'GET /api/activities/:uuid',
      'GET /api/activities/search',
      'GET /rollbar/test',
      'RepliesRepository.attach',
      'RollbarTestController.sendMessage',
      'SELECT activities',
      'SearchActivities.run',
      'ShowActivity.run',
    ]);
  });
});

function subsegmentsOf(
  entity: Record<string, unknown>,
): Record<string, unknown>[] {
  const { subsegments } = entity;
  return Array.isArray(subsegments)
    ? subsegments.toSorted(
        (a, b) => Number(a['start_time']) - Number(b['start_time']),
      )
    : [];
}
