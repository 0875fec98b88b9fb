import { findTrace } from './find-id.js';
import {
  idOf,
  item,
  line,
  segment,
  span,
  SPAN_ID,
  spanIdOf,
  storeOf,
  TRACE_ID,
  UUID,
  XRAY_ID,
} from './trace-records.spec-fixture.js';

const INNER = 'ABCDEF0123456789';
const REQUEST_UUID = '6f1c2b7a-0d3e-4f58-9a6b-7c8d9e0f1a2b';

describe('findTrace', () => {
  const store = storeOf();
  beforeAll(() => {
    store.keep(span());
    store.keep(segment({ subsegments: [{ id: INNER, name: 'query' }] }));
    store.keep(item());
    store.keep(line({ request_id: 'Req-0001', 'request.id': REQUEST_UUID }));
    store.keep(span({ traceId: idOf(2), spanId: spanIdOf(2) }));
    store.violate(
      'xray',
      [{ rule: 'r', message: 'm', refused: true }],
      '',
      idOf(3),
    );
  });

  it.each([
    ['as OpenTelemetry spells it', TRACE_ID],
    ['in upper case', TRACE_ID.toUpperCase()],
    ['as X-Ray spells it', XRAY_ID],
    ['as X-Ray spells it, in upper case', XRAY_ID.toUpperCase()],
    ['with the dashes of a UUID', '5b8efff7-9803-8103-d269-b633813fc60c'],
    ['with space around', `\t ${TRACE_ID}\n`],
    ['in quotation marks', `"${TRACE_ID}"`],
    ['in a sentence', `see trace ${TRACE_ID}, please`],
    ['in an address', `http://localhost:4568/traces/${TRACE_ID}?view=xray`],
    ['in a header without a parent', `Root=${XRAY_ID};Sampled=1`],
    ['in a traceparent of an unknown span', `00-${TRACE_ID}-${spanIdOf(9)}-01`],
    [
      'in a traceparent of another trace’s span',
      `00-${TRACE_ID}-${spanIdOf(2)}-01`,
    ],
  ])('finds a trace id %s', (_how, text) => {
    expect(findTrace(store, text)).toEqual({
      traceId: TRACE_ID,
      spanId: null,
      kind: 'trace id',
    });
  });

  it.each([
    ['alone', SPAN_ID, SPAN_ID],
    ['in upper case', SPAN_ID.toUpperCase(), SPAN_ID],
    ['of a subsegment', INNER.toLowerCase(), INNER.toLowerCase()],
    ['in a traceparent', `00-${TRACE_ID}-${SPAN_ID}-01`, SPAN_ID],
    ['in a header', `traceparent: 00-${TRACE_ID}-${SPAN_ID}-01`, SPAN_ID],
    [
      'in X-Ray’s header',
      `Root=${XRAY_ID};Parent=${SPAN_ID};Sampled=1`,
      SPAN_ID,
    ],
    [
      'in X-Ray’s header with its name',
      `X-Amzn-Trace-Id: Self=1-2-3;Root=${XRAY_ID};Parent=${SPAN_ID}`,
      SPAN_ID,
    ],
    ['in a log line’s AWS-XRAY-TRACE-ID', `${XRAY_ID}@${SPAN_ID}`, SPAN_ID],
    [
      'as the parent of an unknown trace',
      `00-${idOf(99)}-${SPAN_ID}-01`,
      SPAN_ID,
    ],
  ])('finds a span id %s', (_how, text, spanId) => {
    expect(findTrace(store, text)).toEqual({
      traceId: TRACE_ID,
      spanId,
      kind: 'span id',
    });
  });

  it.each([
    ['Rollbar uuid', 'with dashes', UUID],
    ['Rollbar uuid', 'without dashes', UUID.replaceAll('-', '')],
    ['Rollbar uuid', 'in upper case', UUID.toUpperCase()],
    [
      'Rollbar uuid',
      'in an address',
      `https://rollbar.com/item/uuid/?uuid=${UUID}`,
    ],
    ['request id', 'as it was told', 'Req-0001'],
    ['request id', 'in lower case', ' req-0001 '],
    ['request id', 'that is a UUID', REQUEST_UUID],
    ['request id', 'that is a UUID in a sentence', `id ${REQUEST_UUID}.`],
  ])('finds a %s %s', (kind, _how, text) => {
    expect(findTrace(store, text)).toEqual({
      traceId: TRACE_ID,
      spanId: null,
      kind,
    });
  });

  it('finds a trace of which only a breach is known', () => {
    expect(findTrace(store, idOf(3))?.traceId).toBe(idOf(3));
  });

  it.each([
    ['an unknown trace', idOf(99)],
    ['an unknown span', spanIdOf(99)],
    ['an id of zeros', '0'.repeat(32)],
    ['a part of an id', TRACE_ID.slice(0, 15)],
    ['nothing', ' '],
    ['an id beyond 2,000 characters', `${'-'.repeat(2_000)} ${TRACE_ID}`],
  ])('finds nothing for %s', (_what, text) => {
    expect(findTrace(store, text)).toBeUndefined();
  });
});
