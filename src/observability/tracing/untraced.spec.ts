import { trace } from '@opentelemetry/api';
import { RecordedSpans } from './methods/recorded-spans.spec-rig.js';
import { inQuerySpan } from './query-span.js';
import { runInSpan } from './run-in-span.js';
import { untraced } from './untraced.js';

const QUERY = {
  system: 'postgresql',
  summary: 'SELECT users',
  operation: 'SELECT',
  collection: 'users',
  text: 'select * from users where a = $1',
  namespace: 'cruddur',
  server: { address: 'db.example', port: 5432 },
} as const;

describe('untraced', () => {
  const spans = new RecordedSpans();

  beforeAll(() => {
    spans.start();
  });

  afterAll(() => {
    spans.stop();
  });

  afterEach(() => {
    spans.clear();
  });

  it('leaves no span of what it runs, and spans again after it', async () => {
    await runInSpan('request', {}, async () => {
      const found = await untraced(() =>
        inQuerySpan(QUERY, async () =>
          runInSpan('inside', {}, async () => {
            await Promise.resolve();
            return 7;
          }),
        ),
      );
      expect(found).toBe(7);
      await inQuerySpan(QUERY, () => Promise.resolve());
    });
    expect(spans.names()).toEqual(['SELECT users', 'request']);
  });

  it('does not count towards the folded siblings of its parent', async () => {
    await runInSpan('request', {}, async () => {
      for (let i = 0; i < 60; i++) {
        await untraced(() => inQuerySpan(QUERY, () => Promise.resolve()));
      }
    });
    expect(spans.names()).toEqual(['request']);
    expect(Object.keys(spans.one('request').attributes)).toEqual([]);
  });

  it('keeps the active span, and throws what was thrown', async () => {
    await runInSpan('request', {}, async (span) => {
      untraced(() => {
        expect(trace.getActiveSpan()).toBe(span);
      });
      expect(() =>
        untraced(() => {
          throw new TypeError('no');
        }),
      ).toThrow(TypeError);
      await Promise.resolve();
    });
  });
});
