import {
  item,
  line,
  log,
  metric,
  segment,
  span,
  START_MS,
} from '../insight/trace-records.spec-fixture.js';
import { ArrivalDelays } from './arrival-delays.js';
import type { TelemetryRecord } from './records.js';

const END_MS = START_MS + 20;
const NONE = { medianMs: null, maxMs: null };

const arriving = <T extends TelemetryRecord>(
  record: T,
  receivedAt: number,
): T => ({
  ...record,
  receivedAt,
});
function delaysOf(...records: readonly TelemetryRecord[]) {
  const delays = new ArrivalDelays();
  for (const record of records) delays.note(record);
  return delays.read();
}

describe('ArrivalDelays', () => {
  it.each<[string, TelemetryRecord, number]>([
    ['a span', span(), 50],
    ['a segment', segment(), 50],
    ['a log line', line(), 50],
    ['an OTLP log record', log(), 70],
    [
      'an occurrence, whose clock has seconds',
      item({ timestamp: END_MS / 1_000 - 1 }),
      50,
    ],
  ])('measures from the end of %s', (_what, record, delay) => {
    const { [record.vendor]: delays } = delaysOf(arriving(record, END_MS + 50));
    expect(delays.medianMs).toBeCloseTo(delay, 2);
    expect(delays.maxMs).toBeCloseTo(delay, 2);
  });

  it.each<[string, TelemetryRecord]>([
    ['a metric', metric([])],
    ['a segment that goes on', segment({ end_time: undefined })],
    ['an occurrence without a time', item()],
    ['a log record without a time', log({ timeUnixNano: '0' })],
  ])('knows no delay of %s', (_what, record) => {
    expect(delaysOf(record)).toEqual({
      otlp: NONE,
      xray: NONE,
      cloudwatch: NONE,
      rollbar: NONE,
    });
  });

  it('takes a record from the future for one without delay', () => {
    expect(delaysOf(arriving(line(), START_MS)).cloudwatch.maxMs).toBe(0);
  });

  it('tells median and longest of the last 500, by vendor', () => {
    const late = [9_999, ...Array.from({ length: 500 }, (_, n) => n)];
    const { cloudwatch, otlp } = delaysOf(
      ...late.map((ms) => arriving(line(), END_MS + ms)),
    );
    expect(cloudwatch).toEqual({ medianMs: 250, maxMs: 499 });
    expect(otlp).toEqual(NONE);
  });

  it('forgets all', () => {
    const delays = new ArrivalDelays();
    delays.note(arriving(line(), END_MS + 5));
    delays.clear();
    expect(delays.read().cloudwatch).toEqual(NONE);
  });
});
