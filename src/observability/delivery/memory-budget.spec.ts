import { MemoryBudget } from './memory-budget.js';
import { PRIORITIES, PRIORITY, type Priority } from './priority.js';
import { closeReceivers, receive } from './record-receiver.spec-server.js';
import { closeQueues, queueTo } from './test-queue.spec-rig.js';

/** Names of records tell their priority: `2:name`. */
const priorityOf = (record: string): Priority =>
  PRIORITIES.find((priority) => record.startsWith(String(priority))) ?? 0;

async function queuesOf(budget: MemoryBudget, away: { is: boolean }) {
  const receiver = await receive(() => ({ status: away.is ? 503 : 200 }));
  const options = {
    budget,
    priorityOf,
    sizeOf: () => 10,
    maxBatchRecords: 4,
    maxConcurrentBatches: 1,
    // No attempt by itself: what waits can go.
    backoff: { initialMs: 3_600_000, maxMs: 3_600_000 },
  };
  return {
    receiver,
    spans: queueTo(receiver.url, options).queue,
    others: queueTo(receiver.url, options).queue,
  };
}

describe('the memory budget', () => {
  afterEach(async () => {
    await closeQueues();
    closeReceivers();
  });

  it('lets go of unremarkable traces, then logs, then failed traces, and of error reports last', async () => {
    const budget = new MemoryBudget(1000);
    const away = { is: true };
    const { receiver, spans, others } = await queuesOf(budget, away);
    const offer = (priority: Priority, count: number): void => {
      const queue = priority === PRIORITY.unremarkableTrace ? spans : others;
      for (let index = 0; index < count; index += 1) {
        queue.enqueue(`${String(priority)}:${String(index)}`);
      }
    };
    for (const priority of PRIORITIES) {
      offer(priority, 60);
    }
    await expect.poll(() => spans.figures().circuit).toBe('open');
    offer(PRIORITY.unremarkableTrace, 10);

    const lost =
      spans.figures().dropped.evicted +
      spans.figures().dropped.memory_full +
      others.figures().dropped.evicted +
      others.figures().dropped.memory_full;
    expect(budget.used).toBeLessThanOrEqual(1000);
    expect(budget.peak).toBeLessThanOrEqual(1000);
    expect(spans.figures().queued + others.figures().queued + lost).toBe(250);

    away.is = false;
    await Promise.all([spans.flush(5000), others.flush(5000)]);
    const arrived = PRIORITIES.map(
      (priority) =>
        receiver.accepted.filter((record) => priorityOf(record) === priority)
          .length,
    );
    expect(arrived[PRIORITY.errorReport]).toBe(60);
    expect(arrived[PRIORITY.remarkableTrace]).toBeGreaterThan(30);
    // A batch in flight may have kept a few.
    expect(arrived[PRIORITY.log]).toBeLessThanOrEqual(4);
    expect(arrived[PRIORITY.unremarkableTrace]).toBeLessThanOrEqual(4);
    expect(receiver.accepted).toHaveLength(250 - lost);
    expect(budget.used).toBe(0);
  });

  it('lets go of the oldest of one priority', async () => {
    const away = { is: true };
    const { receiver, spans } = await queuesOf(new MemoryBudget(100), away);
    spans.enqueue('0:probe');
    await expect.poll(() => spans.figures().circuit).toBe('open');
    for (let index = 0; index < 20; index += 1) {
      spans.enqueue(`0:${String(index)}`);
    }
    away.is = false;
    await spans.flush(5000);

    expect(receiver.accepted).toContain('0:19');
    expect(receiver.accepted).not.toContain('0:0');
    expect(spans.figures()).toMatchObject({
      accepted: 21,
      delivered: 8,
      dropped: { evicted: 13 },
    });
  });

  it('keeps room for an error report beside what is in flight', async () => {
    const receiver = await receive(() => 'hang');
    const budget = new MemoryBudget(100);
    const { queue } = queueTo(receiver.url, {
      budget,
      priorityOf,
      sizeOf: () => 10,
      maxBatchRecords: 2,
      maxConcurrentBatches: 10,
    });
    for (let index = 0; index < 20; index += 1) {
      queue.enqueue(`0:${String(index)}`);
    }
    expect(queue.enqueue('3:report')).toBe(true);
  });

  it('is not held in large part by what is in flight, which can not go', async () => {
    const receiver = await receive(() => 'hang');
    const budget = new MemoryBudget(3200);
    const options = { budget, priorityOf, sizeOf: () => 10 };
    const logs = queueTo(receiver.url, options).queue;
    const traces = queueTo(receiver.url, { ...options, maxBatchAgeMs: 60_000 });
    for (let index = 0; index < 200; index += 1) {
      logs.enqueue(`1:${String(index)}`);
    }
    await expect.poll(() => receiver.requests()).toBe(2);
    for (let index = 0; index < 260; index += 1) {
      traces.queue.enqueue(`2:${String(index)}`);
    }

    expect(logs.figures().dropped.evicted).toBe(156);
    expect(traces.queue.figures().dropped).toMatchObject({
      evicted: 0,
      memory_full: 0,
    });
  });

  it('costs nothing that leaves at once when another vendor is away', async () => {
    const budget = new MemoryBudget(1000);
    const away = await receive(() => ({ status: 503 }));
    const there = await receive(() => ({ status: 200 }));
    const options = {
      budget,
      priorityOf,
      sizeOf: () => 10,
      backoff: { initialMs: 3_600_000, maxMs: 3_600_000 },
    };
    const { queue: lines } = queueTo(away.url, options);
    const { queue: spans } = queueTo(there.url, options);
    lines.enqueue('1:probe');
    await expect.poll(() => lines.figures().circuit).toBe('open');
    for (let index = 0; index < 200; index += 1) {
      lines.enqueue(`1:${String(index)}`);
    }
    expect(budget.used).toBeGreaterThan(890);

    for (let index = 0; index < 20; index += 1) {
      expect(spans.enqueue(`0:${String(index)}`)).toBe(true);
      await spans.flush(5000);
    }
    expect(there.accepted).toHaveLength(20);
  });

  it('refuses what is larger than it', () => {
    expect(new MemoryBudget(100).take(101, PRIORITY.errorReport)).toBe(false);
  });
});
