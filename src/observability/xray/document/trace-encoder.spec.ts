import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { child, encode, segmentOf, serve } from '../testing/encode.js';
import { startTestTracing } from '../testing/test-tracing.js';

const tracer = trace.getTracer('spec');

beforeAll(() => {
  startTestTracing();
});

describe('a segment', () => {
  it('tells the request with its ids, times, http block and version, without the query', async () => {
    let span: Span | undefined;
    const [segment] = await encode(
      () => {
        span = serve({
          'http.response.status_code': 200,
          'http.response.body.size': 12,
          'user.id': 'u-1',
        });
      },
      { serviceVersion: '1.2.3' },
    );

    const traceId = span?.spanContext().traceId ?? '';
    expect(segment).toMatchObject({
      name: 'cruddur',
      id: span?.spanContext().spanId,
      trace_id: `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`,
      http: {
        request: {
          method: 'GET',
          url: 'https://api.example.com:8443/api/activities/home',
          client_ip: '192.0.2.7',
          user_agent: 'curl/8',
        },
        response: { status: 200, content_length: 12 },
      },
      service: { version: '1.2.3' },
      user: 'u-1',
      aws: { xray: { sdk: 'opentelemetry for nodejs' } },
      metadata: {
        otel: {
          name: 'GET /api/activities/home',
          'http.route': '/api/activities/home',
        },
      },
    });
    expect(JSON.stringify(segment)).not.toContain('token');
    expect(segment).not.toHaveProperty('parent_id');
  });

  it('names the caller that it continues', async () => {
    const caller = {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
      isRemote: true,
    };
    const [segment] = await encode(() =>
      context.with(trace.setSpanContext(context.active(), caller), () =>
        serve({}),
      ),
    );

    expect(segment).toMatchObject({
      trace_id: '1-0af76519-16cd43dd8448eb211c80319c',
      parent_id: 'b7ad6b7169203331',
    });
  });

  it('has times exact to the microsecond', async () => {
    const [segment] = await encode(() => {
      tracer
        .startSpan('work', { startTime: [1_760_000_000, 123_456_789] })
        .end([1_760_000_001, 500]);
    });

    expect(segment).toMatchObject({
      start_time: 1_760_000_000.123457,
      end_time: 1_760_000_001.000001,
    });
  });

  it.each([
    [200, SpanStatusCode.UNSET, {}],
    [302, SpanStatusCode.UNSET, {}],
    [404, SpanStatusCode.UNSET, { error: true }],
    [429, SpanStatusCode.UNSET, { error: true, throttle: true }],
    [500, SpanStatusCode.ERROR, { fault: true }],
    [503, SpanStatusCode.UNSET, { fault: true }],
    [200, SpanStatusCode.ERROR, { fault: true }],
  ])(
    'status %i with span status %i has the flags %j',
    async (status, code, flags) => {
      const segment = await segmentOf(
        { 'http.response.status_code': status },
        (span) => {
          span.setStatus({ code });
        },
      );
      const { error, throttle, fault } = segment;

      expect(JSON.parse(JSON.stringify({ error, throttle, fault }))).toEqual(
        flags,
      );
    },
  );

  it('calls a client that left 499, as the access line does', async () => {
    const segment = await segmentOf(
      { 'error.type': 'client_disconnected' },
      (span) => {
        span.setStatus({ code: SpanStatusCode.ERROR });
      },
    );

    expect(segment).toMatchObject({
      error: true,
      http: { response: { status: 499 } },
    });
    expect(segment).not.toHaveProperty('fault');
  });
});

describe('subsegments', () => {
  it('nest as the spans do', async () => {
    const segment = await segmentOf({}, () => {
      child('outer', {}, SpanKind.INTERNAL, () => {
        child('inner');
      });
      child('second');
    });

    expect(segment.subsegments?.map(({ name }) => name)).toEqual([
      'outer',
      'second',
    ]);
    expect(
      segment.subsegments?.[0]?.subsegments?.map(({ name }) => name),
    ).toEqual(['inner']);
    expect(segment.subsegments?.[0]).not.toHaveProperty('namespace');
  });

  it('whose parent is still open hang on the segment, and the parent follows alone', async () => {
    let late: Span | undefined;
    const documents = await encode(() => {
      serve({}, () => {
        late = tracer.startSpan('late');
        context.with(trace.setSpan(context.active(), late), () => {
          child('orphan');
        });
      });
      late?.end();
    });

    expect(documents[0]?.subsegments?.map(({ name }) => name)).toEqual([
      'orphan',
    ]);
    expect(documents[1]).toMatchObject({
      type: 'subsegment',
      name: 'late',
      parent_id: documents[0]?.id,
      trace_id: documents[0]?.trace_id,
    });
  });

  it('show an outgoing call as remote, named by its host, without query and credentials', async () => {
    const segment = await segmentOf({}, () => {
      child(
        'GET',
        {
          'http.request.method': 'GET',
          'url.full': 'https://user:pw@other.example.com/things?key=abc#x',
          'server.address': 'other.example.com',
          'http.response.status_code': 502,
        },
        SpanKind.CLIENT,
      );
    });

    expect(segment.subsegments?.[0]).toMatchObject({
      name: 'other.example.com',
      namespace: 'remote',
      fault: true,
      http: {
        request: { method: 'GET', url: 'https://other.example.com/things' },
        response: { status: 502 },
      },
    });
  });

  it('show a query as remote with its sql block', async () => {
    const segment = await segmentOf({}, () => {
      child(
        'SELECT activities',
        {
          'db.system.name': 'postgresql',
          'db.query.text': 'select 1 from activities where uuid = $1',
          'db.namespace': 'cruddur',
          'server.address': 'db',
          'server.port': 5432,
        },
        SpanKind.CLIENT,
      );
    });

    expect(segment.subsegments?.[0]).toMatchObject({
      name: 'cruddur@db',
      namespace: 'remote',
      sql: {
        database_type: 'postgresql',
        sanitized_query: 'select 1 from activities where uuid = $1',
        url: 'postgresql://db:5432/cruddur',
      },
      metadata: { otel: { name: 'SELECT activities' } },
    });
  });
});
