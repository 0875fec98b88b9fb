import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SpanStatusCode } from '@opentelemetry/api';
import { lastValueFrom, Observable, toArray } from 'rxjs';
import { runInSpan } from '../run-in-span.js';
import { traceInstances } from './index.js';
import { durationMs, RecordedSpans } from './recorded-spans.spec-rig.js';
import { Feed } from './traced-classes.spec-classes.js';

/** Runs when it is awaited, as a query builder does. */
class Lazy implements PromiseLike<string> {
  started = false;

  then<A = string, B = never>(
    onFulfilled?: ((value: string) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.started = true;
    return setTimeout(15, 'rows').then(onFulfilled, onRejected);
  }
}

/** A promise that begins with its first `then`. */
class LazyPromise extends Promise<string> {
  started = false;

  constructor() {
    super(() => undefined);
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  override then<A = string, B = never>(
    onFulfilled?: ((value: string) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.started = true;
    return setTimeout(15, 'lazily').then(onFulfilled, onRejected);
  }
}

@Injectable()
class Queries {
  lazy(): Lazy {
    return new Lazy();
  }

  lazyPromise(): LazyPromise {
    return new LazyPromise();
  }
}

const spans = new RecordedSpans();
const queries = new Queries();
const feed = new Feed();
traceInstances()(feed);
traceInstances()(queries);

function inTrace<T>(run: () => T): T {
  return runInSpan('root', {}, run);
}

beforeAll(() => {
  spans.start();
});

afterAll(() => {
  spans.stop();
});

beforeEach(() => {
  spans.clear();
});

describe('the span of a traced method', () => {
  it('measures a promise to its end, calls inside nested', async () => {
    expect(await inTrace(() => feed.later())).toBe('kept');
    expect(durationMs(spans.one('Feed.later'))).toBeGreaterThan(15);
    expect(spans.path(spans.one('Feed.private'))).toEqual([
      'root',
      'Feed.later',
      'Feed.private',
    ]);
  });

  it.each([new RangeError('r'), null, 'text', undefined])(
    'rethrows %s untouched and records it',
    async (error) => {
      const caught: unknown[] = [];
      try {
        inTrace(() => feed.throws(error));
      } catch (thrown) {
        caught.push(thrown);
      }
      expect(caught).toEqual([error]);
      await expect(inTrace(() => feed.rejects(error))).rejects.toBe(error);
      for (const name of ['Feed.throws', 'Feed.rejects']) {
        expect(spans.one(name).status.code).toBe(SpanStatusCode.ERROR);
      }
    },
  );

  it('measures an Observable to its completion', async () => {
    const stream = inTrace(() => feed.stream());
    expect(stream).toBeInstanceOf(Observable);
    expect(spans.named('Feed.stream')).toHaveLength(0);
    expect(await lastValueFrom(stream.pipe(toArray()))).toEqual([1]);
    expect(durationMs(spans.one('Feed.stream'))).toBeGreaterThan(15);
  });

  it('measures an Observable that a promise brings', async () => {
    const stream = await inTrace(() => feed.streamLater());
    expect(spans.named('Feed.streamLater')).toHaveLength(0);
    expect(await lastValueFrom(stream)).toBe(1);
    expect(durationMs(spans.one('Feed.streamLater'))).toBeGreaterThan(15);
  });

  it('measures an async generator to its end', async () => {
    const seen: number[] = [];
    for await (const page of inTrace(() => feed.pages())) {
      seen.push(page);
    }
    expect(seen).toEqual([1, 2]);
    expect(durationMs(spans.one('Feed.pages'))).toBeGreaterThan(15);
  });

  it('measures a thenable when it is awaited, and starts none', async () => {
    const lazy = inTrace(() => queries.lazy());
    expect(lazy.started).toBe(false);
    expect(await lazy).toBe('rows');
    expect(durationMs(spans.one('Queries.lazy'))).toBeGreaterThan(10);
  });

  it('leaves a promise its own methods, and starts no lazy one', async () => {
    const result = inTrace(() => feed.cancellable());
    expect(result.cancel()).toBe('cancelled');
    expect(await result).toBe('done');
    expect(durationMs(spans.one('Feed.cancellable'))).toBeGreaterThan(10);

    const error = new Error('cut off');
    await expect(inTrace(() => feed.cancellable(error))).rejects.toBe(error);
    expect(spans.named('Feed.cancellable').at(-1)?.status.code).toBe(
      SpanStatusCode.ERROR,
    );

    const lazy = inTrace(() => queries.lazyPromise());
    expect(lazy.started).toBe(false);
    expect(await lazy).toBe('lazily');
    expect(durationMs(spans.one('Queries.lazyPromise'))).toBeGreaterThan(10);
  });
});
