import { setTimeout } from 'node:timers/promises';
import { ROOT_CONTEXT, context, trace, TraceFlags } from '@opentelemetry/api';
import { runInSpan } from '../run-in-span.js';
import { traceInstances } from './index.js';
import { RecordedSpans } from './recorded-spans.spec-rig.js';
import {
  Base,
  Bus,
  Catcher,
  Emitter,
  Feed,
  Finished,
  Index,
  Plain,
  Plumbing,
  Web,
} from './traced-classes.spec-classes.js';

const spans = new RecordedSpans();
const decorate = traceInstances();

function traced<T>(instance: T): T {
  expect(decorate(instance)).toBe(instance);
  return instance;
}

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

describe('traceInstances()', () => {
  const feed = traced(new Feed());

  function methodOf(
    name: string,
    instance: object = feed,
  ): (...args: unknown[]) => unknown {
    return Reflect.get(instance, name);
  }

  it('makes a method a span Class.method below its caller', () => {
    expect(inTrace(() => feed.private())).toBe('kept');
    expect(spans.path(spans.one('Feed.private'))).toEqual([
      'root',
      'Feed.private',
    ]);
  });

  it('names an inherited method by the class of the instance, and calls the override', () => {
    expect(inTrace(() => feed.inherited())).toBe('base and feed by Feed');
    expect(spans.path(spans.one('Feed.overridden'))).toEqual([
      'root',
      'Feed.inherited',
      'Feed.overridden',
    ]);
    expect(spans.names()).toHaveLength(3);
    const base = traced(new Base());
    expect(inTrace(() => base.inherited())).toBe('base by Base');
    expect(spans.named('Base.overridden')).toHaveLength(1);
  });

  it('leaves accessors, fields, symbols, hooks and names with _ alone', () => {
    inTrace(() => {
      expect(feed.computed).toBe('kept');
      expect(() => {
        feed.computed = 'set';
      }).toThrow('set');
      expect(feed.arrow()).toBe('own');
      expect(feed[Symbol.toPrimitive]()).toBe('feed');
      Reflect.apply(methodOf('_internal'), feed, []);
      feed.onModuleInit();
    });
    expect(spans.names()).toEqual(['root']);
  });

  it('keeps name, length and metadata, and shows nothing when an instance is listed', () => {
    const described = methodOf('described');
    expect(described).toHaveProperty('name', 'described');
    expect(described).toHaveLength(2);
    expect(Reflect.getMetadata('role', described)).toBe('admin');
    expect(Object.keys(feed)).toEqual(['arrow']);
    expect(Object.assign({}, feed)).not.toHaveProperty('described');
    expect(Object.hasOwn(Feed.prototype, 'greet')).toBe(false);
    inTrace(() => new Feed().greet('untouched prototype'));
    expect(spans.names()).toEqual(['root']);
  });

  it('shares what it made of a class, and decorates an instance once', () => {
    const other = traced(traced(new Feed()));
    expect(methodOf('greet', other)).toBe(methodOf('greet'));
    expect(inTrace(() => other.greet('you'))).toBe('hello you');
    expect(spans.named('Feed.greet')).toHaveLength(1);
  });

  it('lets a method be replaced on the instance', () => {
    const replaced = traced(new Feed());
    replaced.greet = () => 'replaced';
    expect(inTrace(() => replaced.greet('x'))).toBe('replaced');
    expect(spans.names()).toEqual(['root']);
  });

  it('has no second span where @Span() stands, whose name and options win', () => {
    inTrace(() => feed.enriched());
    expect(spans.names()).toEqual(['renamed', 'root']);
    expect(spans.one('renamed').attributes).toMatchObject({ by: 'span' });
  });

  it('heeds @NoTrace() on a method and on a class, for what each declares', () => {
    const finished = traced(new Finished());
    const plumbing = traced(new Plumbing());
    inTrace(() => {
      feed.quiet();
      plumbing.work();
      finished.more();
      finished.work();
      traced(new Base()).hushed();
      feed.hushed();
    });
    expect(spans.names()).toEqual(['Finished.more', 'Feed.hushed', 'root']);
  });

  it('leaves out what the options exclude', () => {
    const picky = new Feed();
    traceInstances({ exclude: [/^Feed\.gre/g, /private$/y] })(picky);
    for (let round = 0; round < 2; round += 1) {
      inTrace(() => {
        picky.greet('x');
        picky.private();
        picky.overridden();
      });
    }
    expect(spans.named('Feed.greet')).toHaveLength(0);
    expect(spans.named('Feed.overridden')).toHaveLength(2);
  });

  it('leaves what a base class of a library or the language declares', () => {
    const bus = traced(new Bus());
    const emitter = traced(new Emitter());
    const index = traced(new Index());
    inTrace(() => {
      bus.publish(1);
      emitter.tell();
      index.add('a');
    });
    expect(index.size).toBe(1);
    expect(spans.names()).toEqual([
      'Bus.publish',
      'Emitter.tell',
      'Index.add',
      'root',
    ]);
  });

  it('traces controllers and filters; neither plain classes nor libraries', () => {
    const web = traced(new Web());
    const catcher = traced(new Catcher());
    const plain = traced(new Plain());
    const foreign = new Feed();
    traceInstances({ libraries: [{ Feed, version: '1' }] })(foreign);
    inTrace(() => {
      web.get();
      catcher.catch(new Error('any'));
      plain.run();
      foreign.greet('x');
    });
    expect(spans.names()).toEqual(['Web.get', 'Catcher.catch', 'root']);
  });

  it('leaves frozen instances, proxies, functions and scalars alone', () => {
    const frozen = traced(Object.freeze(new Feed()));
    const proxy = traced(
      new Proxy(new Feed(), {
        getPrototypeOf: () => {
          throw new Error('no request yet');
        },
      }),
    );
    for (const value of [
      null,
      undefined,
      1,
      'x',
      () => 1,
      Object.create(null),
    ]) {
      traced(value);
    }
    inTrace(() => {
      frozen.greet('x');
      proxy.greet('x');
    });
    expect(spans.names()).toEqual(['root']);
  });

  it('makes no span outside a trace, or in one that is not recorded', () => {
    expect(feed.greet('nobody')).toBe('hello nobody');
    const notKept = trace.setSpanContext(ROOT_CONTEXT, {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      traceFlags: TraceFlags.NONE,
    });
    expect(context.with(notKept, () => feed.greet('b'))).toBe('hello b');
    expect(spans.names()).toEqual([]);
  });

  it('records work that outlives its request, below the span that began it', async () => {
    let late: Promise<string> | undefined;
    inTrace(() => {
      late = setTimeout(5).then(() => feed.greet('late'));
    });
    expect(await late).toBe('hello late');
    expect(spans.path(spans.one('Feed.greet'))).toEqual(['root', 'Feed.greet']);
  });

  it('records a call below a span that has ended while the request goes on', async () => {
    await inTrace(async () => {
      const ended = runInSpan('short', {}, () => ({
        late: setTimeout(5).then(() => feed.greet('late')),
      }));
      await ended.late;
    });
    expect(spans.path(spans.one('Feed.greet'))).toEqual([
      'root',
      'short',
      'Feed.greet',
    ]);
  });

  it('refuses a limit that is none', () => {
    expect(() => traceInstances({ maxSiblings: 0 })).toThrow(RangeError);
  });
});
