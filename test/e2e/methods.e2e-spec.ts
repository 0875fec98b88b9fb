import { startTestApp, type TestApp } from '../support/start-app.js';
import { type SpanNode, spanTrees } from '../support/span-tree.js';
import { subsegmentsOf } from '../support/xray-entities.js';

/** Kind of the spans of queries. */
const CLIENT = 3;

/** Names of a tree's nodes, children in the order in which they began. */
type Tree = [string, ...Tree[]];

/** The home feed, its queries by the names given. */
function homeTree(first: string, second: string): Tree {
  return [
    'ActivitiesController.home',
    [
      'home-activities-mock-data',
      ['ActivityFeedsRepository.home', [first]],
      ['RepliesRepository.attach', [second]],
    ],
  ];
}

describe('a request in the words of the application', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    // Who acts is looked up by the first request that asks for it.
    await app.request('/api/message_groups').answer();
  });

  afterAll(async () => {
    await app.close();
  });

  it('reads as controller, service, repositories and queries in the spans', async () => {
    const trace = await app.request('/api/activities/home').trace();
    const treeOf = ({ span, children }: SpanNode): Tree => [
      span.name,
      ...children.map(treeOf),
    ];

    expect(spanTrees(trace.spans).map(treeOf)).toEqual([
      [
        'GET /api/activities/home',
        homeTree(
          'SELECT activities users',
          'SELECT activities SELECT activities users',
        ),
      ],
    ]);
  });

  it('reads the same in the X-Ray segment, queries as calls of the database', async () => {
    const trace = await app.request('/api/activities/home').trace();
    const treeOf = (entity: Readonly<Record<string, unknown>>): Tree => [
      entity['namespace'] === 'remote' ? 'a call' : String(entity['name']),
      ...subsegmentsOf(entity).map(treeOf),
    ];

    expect(subsegmentsOf(trace.segment().fields).map(treeOf)).toEqual([
      homeTree('a call', 'a call'),
    ]);
    trace.agrees();
  });

  it('has no span of what observes the request, nor of validation and paging', async () => {
    const names = new Set<string>();
    for (const path of [
      '/api/activities/search?term=a',
      '/api/activities/search',
      '/api/activities/nobody',
      '/rollbar/test',
    ]) {
      const trace = await app.request(path).trace();
      for (const { name, kind } of trace.agrees().spans) {
        if (kind !== CLIENT) {
          names.add(name);
        }
      }
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
      'SearchActivities.run',
      'ShowActivity.run',
    ]);
  });
});
