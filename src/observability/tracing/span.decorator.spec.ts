import { setTimeout } from 'node:timers/promises';
import { NotFoundException, SetMetadata } from '@nestjs/common';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { lastValueFrom, Observable, of, throwError, toArray } from 'rxjs';
import { traceRecorder } from '../request/index.js';
import { Span } from './span.decorator.js';
import { startTracing } from './start-tracing.js';

const spans: ReadableSpan[] = [];

/** A query builder: a thenable that runs when it is awaited. */
class LazyQuery implements PromiseLike<string> {
  #started = false;

  get started(): boolean {
    return this.#started;
  }

  then<A = string, B = never>(
    onFulfilled?: ((value: string) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#started = true;
    return Promise.resolve('rows').then(onFulfilled, onRejected);
  }
}

class Feed {
  readonly #secret = 'kept';

  @Span()
  private plain(a: number, b: number): string {
    return `${this.#secret} ${String(a + b)}`;
  }

  callPlain(): string {
    return this.plain(1, 2);
  }

  @Span('named', (handle: string) => ({ attributes: { handle } }))
  async find(handle: string): Promise<string> {
    await setTimeout(20);
    return handle.toUpperCase();
  }

  @Span('counted', {
    onResult: (result: string[]) => ({ attributes: { count: result.length } }),
  })
  async list(): Promise<string[]> {
    return Promise.resolve(['a', 'b']);
  }

  @Span('failing')
  async fail(error: unknown): Promise<never> {
    await setTimeout(0);
    throw error;
  }

  @Span('throwing')
  throwNow(error: unknown): never {
    throw error;
  }

  @Span('hostile', () => {
    throw new Error('options');
  })
  hostile(): string {
    return 'unharmed';
  }

  @Span('hostile result', {
    onResult: () => {
      throw new Error('onResult');
    },
  })
  hostileResult(): string {
    return 'unharmed';
  }

  @Span('stream')
  stream(): Observable<number> {
    return new Observable((subscriber) => {
      const timer = globalThis.setTimeout(() => {
        subscriber.next(1);
        subscriber.next(2);
        subscriber.complete();
      }, 20);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  @Span('broken stream')
  brokenStream(): Observable<number> {
    return throwError(() => new Error('mid-stream'));
  }

  @Span('generator')
  async *pages(): AsyncGenerator<number> {
    yield 1;
    await setTimeout(20);
    trace.getActiveSpan()?.setAttribute('seen.inside', true);
    yield 2;
  }

  @Span('lazy')
  lazy(): LazyQuery {
    return new LazyQuery();
  }

  @Span('outer')
  async outer(): Promise<string> {
    return this.find('inner');
  }

  @Span('kept')
  @SetMetadata('role', 'admin')
  keeps(_first: string, _second: string): void {}
}

const ended = (name: string): ReadableSpan | undefined =>
  spans.find((span) => span.name === name);

/** What a function throws, in a list: it may throw undefined. */
function thrownBy(run: () => unknown): unknown[] {
  try {
    run();
    return [];
  } catch (error) {
    return [error];
  }
}

describe('@Span()', () => {
  const feed = new Feed();
  let remove: () => void;

  beforeAll(() => {
    startTracing({ serviceName: 'spec' });
    remove = traceRecorder.addSink({
      name: 'spec',
      accept: (record) => {
        spans.push(...record.spans);
      },
    });
  });

  afterAll(() => {
    remove();
  });

  beforeEach(() => {
    spans.length = 0;
  });

  it('names a span Class.method and leaves the method as it was', () => {
    expect(feed.callPlain()).toBe('kept 3');
    expect(ended('Feed.plain')?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('measures a promise to its end, with attributes from the arguments', async () => {
    expect(await feed.find('worf')).toBe('WORF');
    const span = ended('named');
    expect(span?.attributes).toMatchObject({ handle: 'worf' });
    expect(span?.duration[1]).toBeGreaterThan(15_000_000);
  });

  it('notes what a promise resolved to', async () => {
    await feed.list();
    expect(ended('counted')?.attributes).toMatchObject({ count: 2 });
  });

  it('nests spans by their calls', async () => {
    await feed.outer();
    expect(ended('named')?.parentSpanContext?.spanId).toBe(
      ended('outer')?.spanContext().spanId,
    );
  });

  it.each([
    ['an Error', new RangeError('out of range'), 'RangeError'],
    ['null', null, 'null'],
    ['a string', 'plain', 'string'],
    ['undefined', undefined, 'undefined'],
  ])('rethrows %s untouched and records it', async (_, error, type) => {
    await expect(feed.fail(error)).rejects.toBe(error);
    expect(thrownBy(() => feed.throwNow(error))).toEqual([error]);
    for (const name of ['failing', 'throwing']) {
      expect(ended(name)?.status.code).toBe(SpanStatusCode.ERROR);
      expect(ended(name)?.attributes['error.type']).toBe(type);
      expect(ended(name)?.events).toHaveLength(0);
    }
  });

  it('does not call an expected answer an error', async () => {
    await expect(feed.fail(new NotFoundException())).rejects.toThrow(
      'Not Found',
    );
    expect(ended('failing')?.status.code).toBe(SpanStatusCode.UNSET);
    expect(ended('failing')?.attributes['error.type']).toBe(
      'NotFoundException',
    );
  });

  it('is not harmed by options or onResult that throw', () => {
    expect(feed.hostile()).toBe('unharmed');
    expect(feed.hostileResult()).toBe('unharmed');
    expect(ended('hostile')).toBeDefined();
    expect(ended('hostile result')).toBeDefined();
  });

  it('measures an Observable to its completion, still an Observable', async () => {
    const stream = feed.stream();
    expect(stream).toBeInstanceOf(Observable);
    expect(ended('stream')).toBeUndefined();
    expect(await lastValueFrom(stream.pipe(toArray()))).toEqual([1, 2]);
    expect(ended('stream')?.duration[1]).toBeGreaterThan(15_000_000);
  });

  it('ends the span of an Observable that fails or is left', async () => {
    await expect(lastValueFrom(feed.brokenStream())).rejects.toThrow(
      'mid-stream',
    );
    expect(ended('broken stream')?.status.code).toBe(SpanStatusCode.ERROR);

    feed.stream().subscribe().unsubscribe();
    expect(ended('stream')).toBeDefined();
  });

  it('measures an async generator to its end, active in each step', async () => {
    const seen: number[] = [];
    for await (const page of feed.pages()) {
      expect(ended('generator')).toBeUndefined();
      seen.push(page);
    }
    expect(seen).toEqual([1, 2]);
    expect(ended('generator')?.attributes['seen.inside']).toBe(true);
  });

  it('ends the span of a generator that its reader leaves', async () => {
    for await (const page of feed.pages()) {
      expect(page).toBe(1);
      break;
    }
    expect(ended('generator')).toBeDefined();
  });

  it('does not start a lazy thenable by itself', async () => {
    const query = feed.lazy();
    expect(query.started).toBe(false);
    expect(await query).toBe('rows');
    expect(ended('lazy')).toBeDefined();
  });

  it('keeps name, length and metadata of the method', () => {
    const method: unknown = Reflect.get(Feed.prototype, 'keeps');
    expect(method).toHaveProperty('name', 'keeps');
    expect(method).toHaveProperty('length', 2);
    expect(Reflect.getMetadata('role', Object(method))).toBe('admin');
  });

  it('works where nothing is active and changes nothing of the context', () => {
    expect(trace.getSpan(context.active())).toBeUndefined();
    feed.callPlain();
    expect(trace.getSpan(context.active())).toBeUndefined();
    expect(of(1)).toBeInstanceOf(Observable);
  });
});
