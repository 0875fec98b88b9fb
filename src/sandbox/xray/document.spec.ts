import {
  segment,
  subsegment,
  TRACE_ID,
  useXRaySandbox,
  XRAY_ID,
  type Json,
} from './xray-sandbox.spec-fixture.js';

const withStatus = (status: number, flags: Json = {}): Json =>
  segment({ http: { response: { status } }, ...flags });

describe('X-Ray segment documents', () => {
  const given = useXRaySandbox();
  const { sendDocument, rules } = given;

  const { end_time: _end, ...endless } = segment();
  it.each<[string, unknown]>([
    ['segment.name', segment({ name: 'a{b}' })],
    ['segment.name', segment({ name: 'x'.repeat(201) })],
    ['segment.name', segment({ name: undefined })],
    ['segment.id', segment({ id: 'xyz' })],
    ['segment.trace_id', segment({ trace_id: TRACE_ID })],
    ['segment.trace_id', segment({ trace_id: `1-00000000-${'0'.repeat(24)}` })],
    ['segment.start_time', segment({ start_time: '1' })],
    ['segment.start_time', segment({ start_time: 1_478_293_361_271 })],
    ['segment.end_time', endless],
    ['segment.error', segment({ error: 'yes' })],
    ['segment.user', segment({ user: 'u'.repeat(251) })],
    [
      'segment.http.request.url',
      segment({ http: { request: { url: 'u'.repeat(251) } } }),
    ],
    [
      'segment.http.response.status',
      segment({ http: { response: { status: '200' } } }),
    ],
    [
      'segment.cause.exceptions.id',
      segment({ cause: { exceptions: [{ id: 'short' }] } }),
    ],
    [
      'segment.aws.ec2.instance_id',
      segment({ aws: { ec2: { instance_id: 1 } } }),
    ],
    ['segment.annotations.key', segment({ annotations: { 'a-b': 1 } })],
    ['segment.annotations.value', segment({ annotations: { a: { b: 1 } } })],
    [
      'segment.annotations.value',
      segment({ annotations: { a: 'x'.repeat(1_001) } }),
    ],
    ['segment.metadata.namespace', segment({ metadata: { a: 1 } })],
    [
      'subsegment.id',
      segment({
        subsegments: [subsegment({ subsegments: [subsegment({ id: '1' })] })],
      }),
    ],
    [
      'subsegment.end_time',
      segment({
        subsegments: [{ name: 'n', id: '53995c3f42cd8ad8', start_time: 1 }],
      }),
    ],
    [
      'subsegment.namespace',
      segment({ subsegments: [subsegment({ namespace: 'local' })] }),
    ],
    [
      'subsegment.sql.preparation',
      segment({ subsegments: [subsegment({ sql: { preparation: 'x' } })] }),
    ],
    ['subsegment.object', segment({ subsegments: [3] })],
    [
      'subsegment.parent_id',
      subsegment({ type: 'subsegment', trace_id: XRAY_ID }),
    ],
    [
      'subsegment.type',
      segment({ type: 'segment', parent_id: '70de5b6f19ff9a0b' }),
    ],
    ['document.json', []],
  ])('does not keep a document that breaks %s', async (rule, document) => {
    await sendDocument(document);
    expect(rules()).toContain(rule);
    expect(
      given.sandbox.store.violations().some(({ refused }) => refused),
    ).toBe(true);
    expect(given.sandbox.store.segments()).toEqual([]);
    expect(given.sandbox.store.counts().xray).toMatchObject({
      refused: 1,
      records: 0,
    });
  });

  it.each<[string, Json]>([
    ['segment.error-missing', withStatus(404)],
    ['segment.throttle-missing', withStatus(429, { error: true })],
    ['segment.fault-missing', withStatus(503)],
    ['segment.end-before-start', segment({ end_time: 1 })],
    ['segment.in_progress', segment({ in_progress: true })],
    ['segment.metadata.reserved', segment({ metadata: { 'AWS.x': {} } })],
    [
      'subsegment.id-duplicate',
      segment({ subsegments: [subsegment({ id: '70de5b6f19ff9a0a' })] }),
    ],
    [
      'subsegment.sql.password',
      segment({
        subsegments: [
          subsegment({ sql: { url: 'postgresql://u:secret@db/x' } }),
        ],
      }),
    ],
  ])('keeps a document and notes %s', async (rule, document) => {
    await sendDocument(document);
    expect(rules()).toEqual([rule]);
    expect(given.sandbox.store.violations()[0]).toMatchObject({
      traceId: TRACE_ID,
      refused: false,
    });
    expect(given.sandbox.store.segments()).toHaveLength(1);
  });

  it.each([
    ['4xx', withStatus(404, { error: true })],
    ['429', withStatus(429, { error: true, throttle: true })],
    ['5xx', withStatus(500, { fault: true })],
  ])(
    'finds nothing wrong with the right flags for %s',
    async (_status, document) => {
      await sendDocument(document);
      expect(rules()).toEqual([]);
    },
  );
});
