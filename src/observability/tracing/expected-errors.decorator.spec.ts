import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import {
  lastValueFrom,
  mergeMap,
  type Observable,
  throwError,
  timer,
} from 'rxjs';
import { isExpectedError, startSpan, traceRecorder } from '../request/index.js';
import { startTestTracing } from '../request/testing/start-test-tracing.js';
import { ExpectedErrors } from './expected-errors.decorator.js';
import { runInSpan } from './run-in-span.js';
import { Span } from './span.decorator.js';

class SoldOut extends Error {
  override readonly name = 'SoldOut';
}

async function rejected(error: unknown): Promise<never> {
  throw error;
}

class Shop {
  @ExpectedErrors(SoldOut)
  @Span()
  sync(error: unknown): never {
    throw error;
  }

  @Span()
  @ExpectedErrors(SoldOut)
  async promise(error: unknown): Promise<never> {
    await new Promise((resolve) => setImmediate(resolve));
    throw error;
  }

  @ExpectedErrors(SoldOut)
  @Span()
  observable(error: unknown): Observable<never> {
    return timer(1).pipe(mergeMap(() => throwError(() => error)));
  }

  @ExpectedErrors(SoldOut)
  @Span()
  async *generator(error: unknown): AsyncGenerator<number> {
    yield 1;
    await new Promise((resolve) => setImmediate(resolve));
    throw error;
  }

  @ExpectedErrors(SoldOut)
  async below(error: unknown): Promise<never> {
    return runInSpan('stock', {}, () => rejected(error));
  }

  @ExpectedErrors()
  whatever(error: unknown): never {
    throw error;
  }

  @ExpectedErrors(SoldOut)
  fine(value: number): number {
    return value;
  }
}

const shop = new Shop();

const WAYS: Readonly<Record<string, (error: unknown) => unknown>> = {
  'a method that throws': (error) => shop.sync(error),
  'a promise': (error) => shop.promise(error),
  'an Observable': (error) => lastValueFrom(shop.observable(error)),
  'an async generator': async (error) => {
    for await (const _ of shop.generator(error)) {
      // Until it fails.
    }
  },
  'what the method calls': (error) => shop.below(error),
};

/** Runs a way to fail below a root span; what came out, and whether it is expected there. */
async function failing(
  run: (error: unknown) => unknown,
  error: unknown,
): Promise<{ readonly thrown: unknown; readonly expected: boolean }> {
  const root = startSpan('root', {});
  const outcome = await context.with(
    trace.setSpan(context.active(), root),
    async () => {
      try {
        await run(error);
      } catch (thrown) {
        return { thrown, expected: isExpectedError(thrown) };
      }
      throw new TypeError('it did not fail');
    },
  );
  root.end();
  return outcome;
}

describe('@ExpectedErrors()', () => {
  const spans: ReadableSpan[] = [];
  let removeSink: () => void;

  beforeAll(() => {
    startTestTracing();
    removeSink = traceRecorder.addSink({
      name: 'spec',
      accept: (record) => spans.push(...record.spans),
    });
  });

  beforeEach(() => {
    spans.length = 0;
  });

  afterAll(() => {
    removeSink();
  });

  it.each(Object.entries(WAYS))(
    'marks what comes out of %s, and fails no span',
    async (_name, run) => {
      const error = new SoldOut('no more');
      expect(await failing(run, error)).toEqual({
        thrown: error,
        expected: true,
      });
      const [span] = spans;
      expect(span?.status.code).toBe(SpanStatusCode.UNSET);
      expect(span?.attributes).toEqual(
        expect.objectContaining({ 'error.type': 'SoldOut' }),
      );
      expect(span?.attributes).not.toHaveProperty('exception.stacktrace');
    },
  );

  it.each(Object.entries(WAYS))(
    'leaves another error of %s a failure',
    async (_name, run) => {
      const error = new Error('broken');
      expect(await failing(run, error)).toEqual({
        thrown: error,
        expected: false,
      });
      expect(spans[0]?.status.code).toBe(SpanStatusCode.ERROR);
    },
  );

  it('expects everything where no class is named', async () => {
    const { expected } = await failing(
      (error) => shop.whatever(error),
      new Error('any'),
    );
    expect(expected).toBe(true);
  });

  it('expects a constant error in the trace in which it passed only', async () => {
    const error = new SoldOut('a constant');
    await failing((it) => shop.sync(it), error);
    const { expected } = await failing(() => {
      throw error;
    }, undefined);
    expect(expected).toBe(false);
  });

  it('takes what cannot be looked at for no expected error', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const { expected } = await failing((error) => shop.sync(error), proxy);
    expect(expected).toBe(false);
  });

  it('changes nothing of a method that succeeds', () => {
    expect(shop.fine(3)).toBe(3);
    const method: unknown = Reflect.get(shop, 'fine');
    expect(method).toHaveProperty('name', 'fine');
    expect(method).toHaveLength(1);
  });
});
