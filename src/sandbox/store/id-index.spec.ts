import {
  idOf,
  item,
  line,
  log,
  metric,
  segment,
  span,
  SPAN_ID,
  TRACE_ID,
  UUID,
} from '../insight/trace-records.spec-fixture.js';
import { IdIndex } from './id-index.js';
import { idsOf } from './record-ids.js';
import type { TelemetryRecord } from './records.js';

const REQUEST_ID = 'Req-0001';

describe('idsOf', () => {
  it.each<[string, TelemetryRecord, [string, string][]]>([
    ['a span', span(), [[SPAN_ID, 'span id']]],
    [
      'a span that names its occurrence and its request',
      span({
        attributes: { 'rollbar.uuid': UUID, 'aws.request_id': REQUEST_ID },
      }),
      [
        [SPAN_ID, 'span id'],
        [UUID, 'Rollbar uuid'],
        [REQUEST_ID, 'request id'],
      ],
    ],
    [
      'a span with a captured header, which is a list',
      span({
        attributes: { 'http.request.header.x-request-id': [REQUEST_ID, 'b'] },
      }),
      [
        [SPAN_ID, 'span id'],
        [REQUEST_ID, 'request id'],
      ],
    ],
    [
      'a segment with all within it',
      segment({
        aws: { request_id: REQUEST_ID },
        subsegments: [
          { id: 'a'.repeat(16), subsegments: [{ id: 'b'.repeat(16) }] },
          'no subsegment',
        ],
      }),
      [
        [SPAN_ID, 'span id'],
        ['a'.repeat(16), 'span id'],
        ['b'.repeat(16), 'span id'],
        [REQUEST_ID, 'request id'],
      ],
    ],
    [
      'a log line',
      line({ request_id: REQUEST_ID }),
      [[REQUEST_ID, 'request id']],
    ],
    [
      'an OTLP log record',
      log({ attributes: { 'http.request.id': REQUEST_ID } }),
      [[REQUEST_ID, 'request id']],
    ],
    [
      'an occurrence, by its headers',
      item({ request: { headers: { 'X-Request-Id': REQUEST_ID } } }),
      [
        [UUID, 'Rollbar uuid'],
        [REQUEST_ID, 'request id'],
      ],
    ],
    [
      'an occurrence, by its custom data',
      item({ custom: { request_id: REQUEST_ID } }),
      [
        [UUID, 'Rollbar uuid'],
        [REQUEST_ID, 'request id'],
      ],
    ],
    [
      'a line whose id is no text of sane length',
      line({
        request_id: 'x'.repeat(201),
        'request.id': 7,
        'x-request-id': '',
      }),
      [],
    ],
    ['a metric', metric([]), []],
  ])('reads the ids of %s', (_what, record, ids) => {
    expect(idsOf(record)).toHaveLength(ids.length);
    expect(idsOf(record)).toEqual(expect.arrayContaining(ids));
  });
});

describe('IdIndex', () => {
  it.each([
    ['as it was told', REQUEST_ID],
    ['in upper case', REQUEST_ID.toUpperCase()],
    ['without dashes', REQUEST_ID.replaceAll('-', '')],
    ['with space around', ` ${REQUEST_ID}\n`],
  ])('finds an id %s', (_how, id) => {
    const index = new IdIndex();
    index.add(TRACE_ID, line({ request_id: REQUEST_ID }));
    expect(index.find(id)).toEqual({
      traceId: TRACE_ID,
      kind: 'request id',
      id: REQUEST_ID,
    });
    expect(index.find(`${id}2`)).toBeUndefined();
  });

  it('forgets the ids of one trace, but not one that a later trace told as well', () => {
    const index = new IdIndex();
    index.add(idOf(1), line({ request_id: 'shared' }));
    index.add(idOf(1), span());
    index.add(idOf(2), line({ request_id: 'shared' }));
    index.forget(idOf(1));
    expect(index.find(SPAN_ID)).toBeUndefined();
    expect(index.find('shared')?.traceId).toBe(idOf(2));
    index.forget(idOf(2));
    expect(index.find('shared')).toBeUndefined();
  });

  it('forgets all', () => {
    const index = new IdIndex();
    index.add(TRACE_ID, span());
    index.clear();
    expect(index.find(SPAN_ID)).toBeUndefined();
  });
});
