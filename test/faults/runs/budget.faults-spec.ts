import { Bench } from '../bench.js';
import {
  balance,
  type Balance,
  type Balances,
  sumOf,
} from '../ledger/balance.js';
import { Load } from '../load/load.js';
import type { Kind } from '../process/sandbox.js';
import {
  droppedBy,
  type SinkFigures,
  unaccounted,
} from '../process/sink-figures.js';
import { RECOVERY_LIMIT_MS } from '../settings.js';

const MEBIBYTE = 1024 * 1024;
/** A class that goes before another has left but for what was on its way when memory was spent: that share at most. */
const ON_ITS_WAY = 0.15;

const TRACES: readonly Kind[] = ['span', 'segment'];
/** In the order in which they go. */
const CLASSES = [
  { name: 'unremarkable traces', kinds: TRACES, failed: false },
  { name: 'logs', kinds: ['logEvent'] as const, failed: undefined },
  { name: 'failed traces', kinds: TRACES, failed: true },
  { name: 'error reports', kinds: ['item'] as const, failed: true },
];
/** What each sink's records are at its vendor. */
const KIND_OF_SINK: Readonly<Record<string, Kind>> = {
  otlp: 'span',
  xray: 'segment',
  cloudwatch: 'logEvent',
  rollbar: 'item',
};

describe('with 1 MiB for all telemetry and every vendor away', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(async () => {
    await bench.close();
  });

  it.for([600, 1500, 3500, 7000])(
    'what %i requests leave is lost in order, and counted',
    async (requests, { task }) => {
      await bench.sandbox.reset();
      const app = await bench.app({ TELEMETRY_MAX_BYTES: String(MEBIBYTE) });
      // What the start says belongs to no request.
      await app.drained(RECOVERY_LIMIT_MS);
      await bench.sandbox.fault('all', { type: 'refuse' });
      const load = await Load.burst(app.url, requests);
      await bench.sandbox.heal('all');
      const figures = await app.drained(RECOVERY_LIMIT_MS);
      const answered = [...load.answered, ...app.asked];
      const all = await bench.balances(answered);
      const arrivals = await bench.sandbox.arrivals();
      const classes = CLASSES.map(({ kinds, failed }) => {
        const concerned = answered.filter(
          ({ status }) => failed === undefined || (status === 500) === failed,
        );
        const balances = balance(concerned, bench.expected, arrivals);
        return sumOf(only(balances, kinds));
      });
      await app.stop();
      task.meta.run = {
        name: `${String(requests)} requests, every vendor away, 1 MiB`,
        outcome: outcomeOf(classes, figures),
      };

      expect(load.unanswered).toEqual([]);
      expect(sumOf(all)).toMatchObject({ duplicated: 0 });
      for (const [sink, kind] of Object.entries(KIND_OF_SINK)) {
        const counted = figures[sink];
        expect([sink, counted && droppedBy(counted)]).toEqual([
          sink,
          all[kind]?.lost,
        ]);
        expect([sink, counted && unaccounted(counted)]).toEqual([sink, 0]);
      }
      expectOrder(classes);
    },
  );
});

function outcomeOf(
  classes: readonly Balance[],
  figures: Readonly<Record<string, SinkFigures>>,
): string {
  const counted = Object.values(figures).reduce(
    (sum, each) => sum + droppedBy(each),
    0,
  );
  const lost = classes.map(
    (each, index) =>
      `${String(each.lost)} of ${String(each.accepted)} ${CLASSES[index]?.name ?? ''}`,
  );
  return `lost ${lost.join(', ')}; counted ${String(counted)}`;
}

function only(balances: Balances, kinds: readonly Kind[]): Balances {
  return Object.fromEntries(
    Object.entries(balances).filter(([kind]) =>
      kinds.some((wanted) => wanted === kind),
    ),
  );
}

/** Nothing of a class goes before all that was at rest of the classes before it has gone. */
function expectOrder(classes: readonly Balance[]): void {
  for (const [index, each] of classes.entries()) {
    if (each.lost === 0) continue;
    for (const before of classes.slice(0, index)) {
      expect(before.arrived).toBeLessThanOrEqual(before.accepted * ON_ITS_WAY);
    }
  }
}
