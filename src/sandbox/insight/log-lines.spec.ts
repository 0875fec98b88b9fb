import { type LineFilter, matchesLine, toLogLine } from './log-lines.js';
import {
  line,
  log,
  nanos,
  SPAN_ID,
  START_MS,
  TRACE_ID,
} from './trace-records.spec-fixture.js';

describe('toLogLine', () => {
  it('reads a CloudWatch event', () => {
    const record = line({ level: 'WARN', context: 'Access' }, 5);
    expect(toLogLine(record)).toEqual({
      vendor: 'cloudwatch',
      at: 5,
      level: 'warn',
      message: 'GET /x/1 200',
      context: 'Access',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      fields: record.fields,
    });
  });

  it('shows an event that is no JSON as it is', () => {
    const { fields: _fields, traceId: _traceId, ...plain } = line();
    expect(toLogLine({ ...plain, message: 'started' })).toMatchObject({
      level: 'info',
      message: 'started',
      context: null,
      traceId: null,
      spanId: null,
      fields: {},
    });
  });

  it('reads an OTLP log record', () => {
    expect(toLogLine(log())).toEqual({
      vendor: 'otlp',
      at: START_MS,
      level: 'info',
      message: 'hello',
      context: 'Access',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      fields: { context: 'Access' },
    });
  });

  it.each([
    [{ timeUnixNano: nanos(START_MS + 0.25) }, { at: START_MS + 0.25 }],
    [{ timeUnixNano: '0' }, { at: START_MS + 1 }],
    [{ severityText: '' }, { level: 'info' }],
    [{ body: { a: [1] } }, { message: '{"a":[1]}' }],
    [{ body: 'x'.repeat(3_000) }, { message: 'x'.repeat(2_000) }],
  ])('makes of the log %j %j', (changes, expected) => {
    expect(toLogLine(log(changes))).toMatchObject(expected);
  });
});

describe('matchesLine', () => {
  const given = toLogLine(line({ context: 'Access', message: 'Hello World' }));

  it.each<[LineFilter, boolean]>([
    [{}, true],
    [{ level: 'info' }, true],
    [{ level: 'warn' }, false],
    [{ text: 'o wOR' }, true],
    [{ text: 'access' }, true],
    [{ text: '' }, true],
    [{ text: 'absent' }, false],
    [{ traceId: TRACE_ID }, true],
    [{ traceId: TRACE_ID.slice(1) }, false],
    [{ level: 'info', text: 'hello', traceId: TRACE_ID }, true],
    [{ level: 'info', text: 'hello', traceId: '' }, false],
  ])('answers %j with %s', (filter, asked) => {
    expect(matchesLine(given, filter)).toBe(asked);
  });
});
