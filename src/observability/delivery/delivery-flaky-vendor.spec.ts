import { closeQueues, numbered, queueTo } from './test-queue.spec-rig.js';

/** Numbers from 0 to 1, the same each time. Source: Numerical Recipes, "An even quicker generator". */
function* randomNumbers(): Generator<number, never> {
  let state = 42;
  while (true) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('a queue whose vendor fails now and then', () => {
  afterEach(closeQueues);

  it.each([1, 8])(
    'gives up no record of batches of %d for failures that are not its own',
    async (maxBatchRecords) => {
      const random = randomNumbers();
      const { queue } = queueTo(new URL('http://unused.example'), {
        maxBatchRecords,
        backoff: { initialMs: 1, maxMs: 1 },
        transport: {
          send: () =>
            Promise.resolve(
              random.next().value < 0.5
                ? { outcome: 'retry', reason: 'HTTP 500', answered: true }
                : { outcome: 'delivered' },
            ),
        },
      });
      numbered(400).forEach((record) => queue.enqueue(record));

      await queue.flush(15_000);

      expect(queue.figures()).toMatchObject({
        delivered: 400,
        dropped: { refused: 0 },
      });
    },
  );
});
