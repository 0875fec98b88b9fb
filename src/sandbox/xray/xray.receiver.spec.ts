import {
  HEADER,
  segment,
  subsegment,
  TRACE_ID,
  useXRaySandbox,
  XRAY_ID,
  type Json,
} from './xray-sandbox.spec-fixture.js';

const annotations = (count: number): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));

describe('X-Ray daemon by UDP', () => {
  const given = useXRaySandbox();
  const { send, sendDocument, rules } = given;

  it('keeps a full segment, found by either spelling of its trace id', async () => {
    const document = segment({
      user: 'andrewbrown',
      origin: 'AWS::EC2::Instance',
      service: { version: '1.2.3' },
      http: {
        request: {
          method: 'GET',
          url: 'http://localhost/api/activities/home',
          client_ip: '127.0.0.1',
          user_agent: 'curl',
          x_forwarded_for: true,
        },
        response: { status: 500, content_length: 12 },
      },
      fault: true,
      cause: {
        working_directory: '/app',
        exceptions: [
          {
            id: '0123456789abcdef',
            message: 'no',
            type: 'Error',
            stack: [{ path: 'a.js', line: 3, label: 'f' }],
          },
        ],
      },
      aws: { xray: { sdk: 'X-Ray for Node.js', sdk_version: '3' } },
      annotations: { 'a.b_c': 'x', n: 1, yes: true },
      metadata: { default: { now: 'now', result_size: 3 } },
      subsegments: [
        subsegment({
          namespace: 'remote',
          sql: { url: 'postgresql://db/cruddur', preparation: 'statement' },
          subsegments: [subsegment({ id: '53995c3f42cd8ad9' })],
        }),
      ],
    });
    await sendDocument(document);
    expect(rules()).toEqual([]);
    expect(given.sandbox.store.trace(XRAY_ID)).toEqual(
      given.sandbox.store.trace(TRACE_ID),
    );
    expect(given.sandbox.store.trace(TRACE_ID)?.xray.segments).toEqual([
      {
        kind: 'segment',
        vendor: 'xray',
        traceId: TRACE_ID,
        segmentId: '70de5b6f19ff9a0a',
        document,
        receivedAt: expect.any(Number),
        payload: expect.any(Number),
        wireBytes: HEADER.length + JSON.stringify(document).length,
      },
    ]);
  });

  it('takes an announcement, its completion and a subsegment sent alone', async () => {
    const { end_time: _end, ...open } = segment();
    await sendDocument({ ...open, in_progress: true });
    await sendDocument(segment());
    await sendDocument(
      subsegment({
        type: 'subsegment',
        trace_id: XRAY_ID,
        parent_id: '70de5b6f19ff9a0a',
      }),
    );
    expect(rules()).toEqual([]);
    expect(given.sandbox.store.segments()).toHaveLength(3);
  });

  it('counts annotations over all documents of a trace, once for each segment', async () => {
    const { end_time: _omitted, ...open } = segment({
      annotations: annotations(40),
    });
    await sendDocument({ ...open, in_progress: true });
    await sendDocument(segment({ annotations: annotations(45) }));
    expect(rules()).toEqual([]);
    const alone = (id: string, count: number): Json =>
      subsegment({
        id,
        type: 'subsegment',
        trace_id: XRAY_ID,
        parent_id: '70de5b6f19ff9a0a',
        annotations: annotations(count),
      });
    await sendDocument(alone('1111111111111111', 5));
    expect(rules()).toEqual([]);
    await sendDocument(alone('2222222222222222', 1));
    expect(rules()).toEqual(['trace.annotations']);
  });

  it('notes a document that comes twice', async () => {
    await sendDocument(segment());
    await sendDocument(segment());
    expect(rules()).toEqual(['document.repeated']);
  });

  it.each([
    ['without a header', JSON.stringify(segment())],
    [
      'with another header',
      `{"format":"json","version":2}\n${JSON.stringify(segment())}`,
    ],
    ['with a header that is no JSON', `format\n${JSON.stringify(segment())}`],
    ['without a document', HEADER],
    ['that is not UTF-8', Buffer.from([0xff, 0x0a, 0x7b, 0x7d])],
  ])('keeps a violation of a datagram %s', async (_what, datagram) => {
    await send(datagram);
    expect(rules()).toEqual(['datagram.header']);
  });

  it('refuses two documents in one datagram: the daemon splits at the first newline only', async () => {
    const one = JSON.stringify(segment());
    await send(`${HEADER}${one}\n${one}`);
    expect(rules()).toEqual(['document.json']);
  });

  it('survives a document nested thousands of levels deep', async () => {
    const deep = `${'{"subsegments":['.repeat(3_000)}${']}'.repeat(3_000)}`;
    await send(HEADER + deep);
    expect(rules()).toEqual(['document.depth']);
    await sendDocument(segment());
    expect(given.sandbox.store.segments()).toHaveLength(1);
  });
});
