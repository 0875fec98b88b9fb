import {
  idOf,
  line,
  log,
  span,
  storeOf,
} from '../insight/trace-records.spec-fixture.js';
import { StoreWatch } from './store-watch.js';

const NOTHING = { reset: false, traces: [], forgotten: [], lines: [] };

describe('StoreWatch', () => {
  it('tells each trace that changed once, and begins anew', () => {
    const watch = new StoreWatch();
    for (const n of [1, 2, 1]) watch.touched(idOf(n));
    expect(watch.take(10)).toEqual({ ...NOTHING, traces: [idOf(1), idOf(2)] });
    expect(watch.take(10)).toEqual(NOTHING);
  });

  it('leaves for the next time what is too much for once', () => {
    const watch = new StoreWatch();
    for (const n of [1, 2, 3]) watch.touched(idOf(n));
    expect(watch.take(2).traces).toEqual([idOf(1), idOf(2)]);
    watch.touched(idOf(1));
    expect(watch.take(2).traces).toEqual([idOf(3), idOf(1)]);
  });

  it('tells the last 500 lines', () => {
    const watch = new StoreWatch();
    for (let n = 0; n < 1_234; n += 1) watch.wrote(line({}, n));
    const lines = watch.take(1).lines.map(({ receivedAt }) => receivedAt);
    expect(lines).toHaveLength(500);
    expect(lines[0]).toBe(734);
    expect(lines.at(-1)).toBe(1_233);
  });
});

describe('a watch of the store', () => {
  it('hears of records, lines and breaches, and of nothing once it is let go', () => {
    const store = storeOf();
    const watch = store.watch();
    const events = [line(), log()];
    store.keep(span({ traceId: idOf(1) }));
    for (const event of events) store.keep(event);
    store.violate(
      'xray',
      [{ rule: 'r', message: 'm', refused: true }],
      '',
      idOf(2),
    );
    expect(watch.take(10)).toEqual({
      reset: false,
      traces: [idOf(1), events[0]?.traceId, idOf(2)],
      forgotten: [],
      lines: events,
    });
    store.unwatch(watch);
    store.keep(span());
    store.reset();
    expect(watch.take(10)).toEqual(NOTHING);
  });

  it('hears what left to make room, unless it came back', () => {
    const store = storeOf({ maxRequests: 2 });
    const watch = store.watch();
    for (const n of [1, 2, 3, 1]) store.keep(span({ traceId: idOf(n) }));
    expect(watch.take(10)).toEqual({
      ...NOTHING,
      traces: [idOf(3), idOf(1)],
      forgotten: [idOf(2)],
    });
  });

  it('is told of a reset in place of more traces than the store holds, and of all that are still there', () => {
    const store = storeOf({ maxRequests: 2 });
    const watch = store.watch();
    for (const n of [1, 2, 3, 4, 5]) store.keep(span({ traceId: idOf(n) }));
    expect(watch.take(10)).toEqual({
      ...NOTHING,
      reset: true,
      traces: [idOf(4), idOf(5)],
    });
  });

  it('hears of a reset, and of nothing from before it', () => {
    const store = storeOf({ maxRequests: 1 });
    const watch = store.watch();
    for (const n of [1, 2]) store.keep(span({ traceId: idOf(n) }));
    store.keep(line());
    store.reset();
    store.keep(span({ traceId: idOf(9) }));
    expect(watch.take(10)).toEqual({
      ...NOTHING,
      reset: true,
      traces: [idOf(9)],
    });
  });
});
