import { type Entry, RecordLane } from './record-lane.js';

function entry(at: number): Entry<string> {
  return {
    record: String(at),
    bytes: 1,
    held: 1,
    parked: false,
    at,
    priority: 1,
  };
}

/** Milliseconds that 50,000 records take to come and go beside `waiting` others. */
function timeBeside(waiting: number): number {
  const lane = new RecordLane<string>();
  for (let at = 0; at < waiting; at += 1) {
    lane.push(entry(at));
  }
  const begin = performance.now();
  for (let at = 0; at < 50_000; at += 1) {
    lane.push(entry(at));
    lane.shift();
  }
  return performance.now() - begin;
}

describe('a lane of records', () => {
  it('hands them out in order, and knows those that are not parked', () => {
    const lane = new RecordLane<string>();
    for (let at = 0; at < 5000; at += 1) {
      lane.push(entry(at));
    }
    const parkFirst = (): number | undefined => {
      const first = lane.firstUnparked();
      if (first !== undefined) {
        first.parked = true;
      }
      return first?.at;
    };
    expect([parkFirst(), parkFirst()]).toEqual([0, 1]);

    for (let at = 0; at < 4000; at += 1) {
      expect(lane.shift()?.at).toBe(at);
    }
    expect(lane).toHaveLength(1000);
    expect(lane.front?.at).toBe(4000);
    expect([parkFirst(), parkFirst()]).toEqual([4000, 4001]);

    for (let at = 4000; at < 5000; at += 1) {
      expect(lane.shift()?.at).toBe(at);
    }
    expect(lane.shift()).toBeUndefined();
    expect(lane.firstUnparked()).toBeUndefined();
    expect(lane).toHaveLength(0);
  });

  it('takes no longer for a record the more others wait', () => {
    timeBeside(1000);

    expect(timeBeside(1_000_000)).toBeLessThan(10 * timeBeside(1000) + 100);
  });
});
