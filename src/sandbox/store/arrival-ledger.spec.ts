import { ArrivalLedger } from './arrival-ledger.js';
import type { ItemRecord, LogEventRecord, SegmentRecord } from './records.js';

const TRACE = 'a'.repeat(32);
const base = { traceId: TRACE, receivedAt: 0, wireBytes: 1 };

function line(message: string, timestamp = 1): LogEventRecord {
  return {
    kind: 'logEvent',
    vendor: 'cloudwatch',
    ...base,
    logGroupName: 'g',
    logStreamName: 's',
    timestamp,
    message,
  };
}

function item(uuid: string, custom: unknown): ItemRecord {
  return {
    kind: 'item',
    vendor: 'rollbar',
    ...base,
    id: 1,
    uuid,
    data: { custom },
  };
}

function segment(inProgress: boolean): SegmentRecord {
  return {
    kind: 'segment',
    vendor: 'xray',
    ...base,
    segmentId: 'b'.repeat(16),
    document: inProgress ? { in_progress: true } : { end_time: 1 },
  };
}

describe('ArrivalLedger', () => {
  it('tells records that differ from one that came again', () => {
    const ledger = new ArrivalLedger(10);
    for (const record of [line('one'), line('two'), line('one', 2)])
      ledger.note(record);
    ledger.note(line('one'));
    expect(ledger.read('logEvent')).toEqual({
      arrivals: [{ traceId: TRACE, records: 3, duplicates: 1, occurrences: 3 }],
      forgotten: 0,
    });
    expect(ledger.read('span').arrivals).toEqual([]);
  });

  it('takes what is sent of a segment while it goes on for another document', () => {
    const ledger = new ArrivalLedger(10);
    ledger.note(segment(true));
    ledger.note(segment(false));
    expect(ledger.read('segment').arrivals).toMatchObject([
      { records: 2, duplicates: 0 },
    ]);
  });

  it('counts the occurrences that an item folds', () => {
    const ledger = new ArrivalLedger(10);
    ledger.note(item('1', { occurrence_count: 7 }));
    ledger.note(item('2', {}));
    expect(ledger.read('item').arrivals).toMatchObject([
      { records: 2, occurrences: 8 },
    ]);
  });

  it('says how many traces it forgot to keep within its bound', () => {
    const ledger = new ArrivalLedger(2);
    for (const digit of ['1', '2', '3'])
      ledger.note({ ...line('x'), traceId: digit.repeat(32) });
    const { arrivals, forgotten } = ledger.read('logEvent');
    expect(arrivals.map(({ traceId }) => traceId[0])).toEqual(['2', '3']);
    expect(forgotten).toBe(1);
    ledger.reset();
    expect(ledger.read('logEvent')).toEqual({ arrivals: [], forgotten: 0 });
  });
});
