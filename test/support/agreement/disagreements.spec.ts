import type { TraceView } from '../../../src/sandbox/index.js';
import type { ArrivedTrace } from '../arrived-trace.js';
import { startTestApp } from '../start-app.js';
import { field } from '../field.js';
import { disagreements } from './disagreements.js';

type Json = Record<string, unknown>;

/** A view that may be spoilt. */
interface Copy {
  readonly otlp: { readonly spans: { span: Json & { attributes: Json } }[] };
  readonly xray: { readonly segments: { document: Json }[] };
  readonly cloudwatch: {
    readonly events: { fields: Json; message: string }[];
  };
  readonly rollbar: { readonly items: { data: Json }[] };
}

const server = ({ otlp }: Copy): Json & { attributes: Json } => {
  const found = otlp.spans.find(({ span }) => span['kind'] === 2);
  return found?.span ?? { attributes: {} };
};
const segment = ({ xray }: Copy): Json => xray.segments[0]?.document ?? {};
const access = ({ cloudwatch }: Copy): Json =>
  cloudwatch.events[0]?.fields ?? {};
const item = ({ rollbar }: Copy): Json => rollbar.items[0]?.data ?? {};
/** Changes a field of the request that a segment's `http` or an item tells. */
const ask = (teller: unknown, name: string, value: string): void => {
  const request = field(teller, 'request');
  if (typeof request === 'object' && request !== null) {
    Reflect.set(request, name, value);
  }
};
const EXCEPTION_LINE = {
  fields: { context: 'Exceptions', message: 'A: b' },
  message: '',
};
const add = (name: string, by: number, to: Json): void => {
  to[name] = Number(to[name]) + by;
};

/** What one vendor may get wrong, and the words in which it is found. */
const SPOILT: readonly (readonly [string, (copy: Copy) => void, string])[] = [
  ['no access line', ({ cloudwatch }) => cloudwatch.events.splice(0), 'access'],
  [
    'a second segment',
    ({ xray }) => xray.segments.push(...xray.segments),
    'segments',
  ],
  ['no server span', (copy) => (server(copy)['kind'] = 1), 'server spans'],
  [
    'another segment id',
    (copy) => (segment(copy)['id'] = 'a'.repeat(16)),
    'id of segment',
  ],
  [
    'another trace',
    (copy) => (segment(copy)['trace_id'] = '1-0-0'),
    'trace id of the segment',
  ],
  [
    'a parent in X-Ray alone',
    (copy) => (segment(copy)['parent_id'] = 'b'),
    'parent of segment',
  ],
  [
    'another log trace',
    (copy) => (access(copy)['trace_id'] = 'c'),
    'trace id of the line',
  ],
  [
    'another X-Ray link',
    (copy) => (access(copy)['AWS-XRAY-TRACE-ID'] = 'd'),
    'X-Ray link',
  ],
  [
    'a span of nobody',
    (copy) => (access(copy)['span_id'] = 'e'),
    'is no span of the trace',
  ],
  [
    'another status',
    (copy) => (access(copy)['status'] = 404),
    'status of access line',
  ],
  [
    'another status in X-Ray',
    (copy) => (segment(copy)['http'] = {}),
    'status of segment',
  ],
  ['a fault', (copy) => (segment(copy)['fault'] = true), 'fault'],
  ['an error', (copy) => (segment(copy)['error'] = true), 'error'],
  ['a throttle', (copy) => (segment(copy)['throttle'] = true), 'throttle'],
  [
    'a failed span',
    (copy) => (server(copy)['status'] = { code: 2 }),
    'span status ERROR',
  ],
  ['an abort', (copy) => (access(copy)['aborted'] = true), 'span status ERROR'],
  [
    'an early start',
    (copy) => {
      add('start_time', -0.000_003, segment(copy));
    },
    'start of',
  ],
  [
    'a late end',
    (copy) => {
      add('end_time', 0.000_003, segment(copy));
    },
    'end of',
  ],
  [
    'a long duration',
    (copy) => {
      add('duration_ms', 0.003, access(copy));
    },
    'duration',
  ],
  ['another route', (copy) => (access(copy)['route'] = '/other'), 'route'],
  [
    'another name',
    (copy) => (server(copy)['name'] = 'GET'),
    'name of the span',
  ],
  ['another path', (copy) => (access(copy)['path'] = '/other'), 'path'],
  ['another method', (copy) => (access(copy)['method'] = 'PUT'), 'method'],
  [
    'a lost subsegment',
    (copy) => (segment(copy)['subsegments'] = []),
    'X-Ray has nothing of',
  ],
  [
    'a weight of its own',
    (copy) => (server(copy).attributes['SampleRate'] = 2),
    'SampleRate',
  ],
  [
    'a parent that is no span',
    ({ otlp }) => {
      if (otlp.spans[0]) otlp.spans[0].span['parentSpanId'] = 'f';
    },
    'parent',
  ],
  [
    'an item of another trace',
    (copy) => (item(copy)['custom'] = {}),
    'trace id of item',
  ],
  [
    'an item that no span names',
    (copy) => (item(copy)['uuid'] = 'g'),
    'No span names the item',
  ],
  [
    'an item of another route',
    (copy) => (item(copy)['context'] = '/other'),
    'context of item',
  ],
  [
    'another client in X-Ray',
    (copy) => ask(segment(copy)['http'], 'client_ip', '10.0.0.1'),
    'client of segment',
  ],
  [
    'another user agent in X-Ray',
    (copy) => ask(segment(copy)['http'], 'user_agent', 'other'),
    'user agent of segment',
  ],
  [
    'another host in X-Ray',
    (copy) => ask(segment(copy)['http'], 'url', 'http://other/rollbar/test'),
    'host of segment',
  ],
  [
    'an exception in X-Ray alone',
    (copy) =>
      (segment(copy)['cause'] = { exceptions: [{ type: 'A', message: 'b' }] }),
    'exception of segment',
  ],
  [
    'an exception in the log alone',
    ({ cloudwatch }) => cloudwatch.events.push(EXCEPTION_LINE),
    'exception of access line',
  ],
  [
    'an exception in Rollbar alone',
    (copy) => {
      access(copy)['status'] = 500;
      item(copy)['body'] = {
        trace_chain: [{ exception: { class: 'A', message: 'b' } }],
      };
    },
    'exception of item',
  ],
  [
    'an exception of the span alone',
    (copy) => {
      access(copy)['status'] = 500;
      server(copy)['status'] = { code: 2, message: 'b' };
      server(copy).attributes['error.type'] = 'A';
    },
    'exception of item',
  ],
  [
    'another client in Rollbar',
    (copy) => ask(item(copy), 'user_ip', '10.0.0.1'),
    'client of item',
  ],
  [
    'another method in Rollbar',
    (copy) => ask(item(copy), 'method', 'PUT'),
    'method as sent of item',
  ],
  [
    'another query in Rollbar',
    (copy) => ask(item(copy), 'url', 'http://a/rollbar/test?b=c'),
    'query of item',
  ],
  [
    'an item from before the request',
    (copy) => {
      add('timestamp', -2, item(copy));
    },
    'time of an item',
  ],
  [
    'a line from after the request',
    (copy) => (access(copy)['timestamp'] = '2100-01-01T00:00:00.000Z'),
    'time of the access line',
  ],
  [
    'a line of another route',
    ({ cloudwatch }) =>
      cloudwatch.events.push({ fields: { route: '/other' }, message: '' }),
    'route of span and of the line',
  ],
];

describe('the agreement of the vendors', () => {
  let trace: ArrivedTrace;

  beforeAll(async () => {
    const app = await startTestApp();
    trace = await app.request('/rollbar/test').trace({ items: 1 });
    await app.close();
  });

  it('is found where there is one', () => {
    expect(disagreements(trace.view, trace.lines)).toEqual([]);
  });

  it.each(SPOILT)('is missed where there is none: %s', (_, spoil, words) => {
    const copy: Copy & TraceView = JSON.parse(JSON.stringify(trace.view));
    spoil(copy);

    const found = disagreements(copy, trace.lines);
    expect(found.filter((it) => it.includes(words))).not.toEqual([]);
  });

  it('is missed where standard output has another line', () => {
    const [line = {}] = trace.lines;
    const found = disagreements(trace.view, [{ ...line, status: 201 }]);
    expect(found).toHaveLength(1);
  });
});
