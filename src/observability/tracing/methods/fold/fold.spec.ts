import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { Span } from '../../span.decorator.js';
import { inQuerySpan } from '../../query-span.js';
import { runInSpan } from '../../run-in-span.js';
import { traceInstances } from '../index.js';
import { durationMs, RecordedSpans } from '../recorded-spans.spec-rig.js';

const QUERY = {
  system: 'postgresql',
  operation: 'SELECT',
  collection: 'users',
  text: 'select $1',
} as const;

@Injectable()
class Users {
  load(i: number): string {
    return `user ${String(i)}`;
  }

  async wait(ms: number): Promise<number> {
    await setTimeout(ms);
    return ms;
  }

  async loadWithDetails(i: number): Promise<string> {
    await setTimeout(0);
    return this.load(i);
  }

  async query(i: number): Promise<number> {
    return inQuerySpan(QUERY, async () => {
      await setTimeout(i === 70 ? 30 : 0);
      if (i === 80) {
        throw new Error('deadlock');
      }
      return i;
    });
  }

  @Span('named', (i: number) => ({
    attributes: { 'app.i': i },
    onResult: (result) => ({ attributes: { 'app.result': String(result) } }),
  }))
  async named(i: number): Promise<number> {
    await setTimeout(i === 70 ? 30 : 0);
    if (i === 80) {
      throw new Error('deadlock');
    }
    return i;
  }

  fail(i: number): never {
    throw new Error(`failed ${String(i)}`);
  }
}

const spans = new RecordedSpans();
const users = new Users();
traceInstances()(users);

function folded(span: string, key: string): unknown {
  return spans.one(span).attributes[`fold.${key}`];
}

describe('folding of repeated siblings', () => {
  beforeAll(() => {
    spans.start();
  });

  afterAll(() => {
    spans.stop();
  });

  beforeEach(() => {
    spans.clear();
  });

  it('records the first 50 of 1,000 calls and the slowest, and counts the rest on the parent', () => {
    const results = runInSpan('parent', {}, () =>
      Array.from({ length: 1000 }, (_, i) => users.load(i)),
    );
    expect(results[999]).toBe('user 999');
    expect(spans.named('Users.load')).toHaveLength(51);
    expect(folded('parent', 'Users.load.count')).toBe(949);
    expect(folded('parent', 'Users.load.duration_ms')).toBeGreaterThanOrEqual(
      0,
    );
    expect(spans.all.at(-1)?.name).toBe('parent');
    for (const span of spans.named('Users.load')) {
      expect(spans.path(span)).toEqual(['parent', 'Users.load']);
    }
  });

  it('folds concurrent calls, and keeps the slowest with the times it had', async () => {
    await runInSpan('parent', {}, () =>
      Promise.all(
        Array.from({ length: 200 }, (_, i) => users.wait(i === 120 ? 60 : 1)),
      ),
    );
    const kept = spans
      .named('Users.wait')
      .filter((span) => span.attributes['fold.kept'] === 'slowest');
    expect(kept).toHaveLength(1);
    expect(kept[0] && durationMs(kept[0])).toBeGreaterThan(55);
    expect(folded('parent', 'Users.wait.count')).toBe(149);
    const total = folded('parent', 'Users.wait.duration_ms');
    // Timers of 1 ms may fire up to 1 ms early.
    expect(total).toBeGreaterThan(15);
  });

  it('keeps failed calls, as many as it records of others, and counts the further ones', () => {
    runInSpan('parent', {}, () => {
      for (let i = 0; i < 200; i += 1) {
        expect(() => users.fail(i)).toThrow(`failed ${String(i)}`);
      }
    });
    const failed = spans.named('Users.fail');
    const kept = failed.filter((span) => span.attributes['fold.kept']);
    expect(failed).toHaveLength(100);
    expect(kept).toHaveLength(50);
    expect(kept[0]?.status).toEqual({ code: 2, message: 'failed 50' });
    expect(kept[0]?.attributes['exception.stacktrace']).toContain('failed 50');
    expect(folded('parent', 'Users.fail.count')).toBe(100);
    expect(folded('parent', 'Users.fail.failed')).toBe(100);
  });

  it('folds what a folded call does with it', async () => {
    await runInSpan('parent', {}, () =>
      Promise.all(
        Array.from({ length: 100 }, (_, i) => users.loadWithDetails(i)),
      ),
    );
    expect(spans.named('Users.loadWithDetails')).toHaveLength(51);
    expect(folded('parent', 'Users.loadWithDetails.count')).toBe(49);
    expect(folded('parent', 'Users.load.count')).toBe(49);
    expect(
      spans.named('Users.load').filter((span) => spans.path(span).length === 3),
    ).toHaveLength(50);
  });

  it('folds the queries of folded calls, the slowest and failed ones kept as queries', async () => {
    await runInSpan('parent', {}, () =>
      Promise.allSettled(Array.from({ length: 100 }, (_, i) => users.query(i))),
    );
    const queries = spans.named('SELECT users');
    expect(queries).toHaveLength(52);
    for (const reason of ['slowest', 'failed']) {
      const kept = queries.filter(
        (span) => span.attributes['fold.kept'] === reason,
      );
      expect(kept).toHaveLength(1);
      expect(kept[0]).toMatchObject({
        kind: SpanKind.CLIENT,
        attributes: { 'db.query.text': 'select $1' },
      });
    }
    expect(folded('parent', 'SELECT users.count')).toBe(48);
    expect(folded('parent', 'Users.query.count')).toBe(48);
  });

  it('folds methods with @Span() too, with their attributes on those that are kept', async () => {
    const results = await runInSpan('parent', {}, () =>
      Promise.allSettled(Array.from({ length: 100 }, (_, i) => users.named(i))),
    );
    expect(results[99]).toEqual({ status: 'fulfilled', value: 99 });
    expect(spans.named('named')).toHaveLength(52);
    expect(folded('parent', 'named.count')).toBe(48);
    const kept = spans
      .named('named')
      .filter((span) => span.attributes['fold.kept']);
    expect(kept.map(({ attributes }) => attributes)).toMatchObject([
      { 'fold.kept': 'failed', 'app.i': 80, 'error.type': 'Error' },
      { 'fold.kept': 'slowest', 'app.i': 70, 'app.result': '70' },
    ]);
  });

  it('folds queries that one method makes in a loop', async () => {
    await runInSpan('parent', {}, async () => {
      for (let i = 0; i < 200; i += 1) {
        expect(await inQuerySpan(QUERY, () => Promise.resolve(i))).toBe(i);
      }
    });
    expect(spans.named('SELECT users')).toHaveLength(51);
    expect(folded('parent', 'SELECT users.count')).toBe(149);
  });

  it('counts per parent and per name', () => {
    for (const parent of ['first', 'second']) {
      runInSpan(parent, {}, () => {
        for (let i = 0; i < 50; i += 1) {
          users.load(i);
        }
      });
    }
    expect(spans.named('Users.load')).toHaveLength(100);
    expect(Object.keys(spans.one('first').attributes)).toEqual([]);
  });

  it('leaves behind nothing when the parent ends before its calls', async () => {
    const late = runInSpan('parent', {}, () => ({
      calls: Array.from({ length: 60 }, () => users.wait(10)),
    }));
    expect(folded('parent', 'Users.wait.count')).toBe(10);
    expect(await Promise.all(late.calls)).toHaveLength(60);
    expect(spans.named('Users.wait')).toHaveLength(50);
  });

  it('takes the limit from the options', () => {
    const few = new Users();
    traceInstances({ maxSiblings: 2 })(few);
    runInSpan('parent', {}, () => {
      for (let i = 0; i < 10; i += 1) {
        few.load(i);
      }
    });
    expect(spans.named('Users.load')).toHaveLength(3);
    expect(folded('parent', 'Users.load.count')).toBe(7);
  });
});
