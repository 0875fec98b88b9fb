import { trace } from '@opentelemetry/api';
import { annotate, annotationsOf } from './annotate.js';
import { startTestTracing } from './testing/start-test-tracing.js';

/** Runs `work` two spans below a root, and reads what the root was annotated with. */
function below(work: () => void): Record<string, unknown> {
  return trace.getTracer('spec').startActiveSpan('root', (root) => {
    trace.getTracer('spec').startActiveSpan('inner', (inner) => {
      work();
      inner.end();
    });
    root.end();
    return Object.fromEntries(annotationsOf(root) ?? []);
  });
}

describe('annotate', () => {
  beforeAll(() => {
    startTestTracing();
  });

  it('goes on the root from anywhere below it, later values replacing earlier ones', () => {
    expect(
      below(() => {
        annotate({ 'app.plan': 'free', 'app.size': 3, 'app.trial': true });
        annotate({ 'app.plan': 'paid' });
      }),
    ).toEqual({ 'app.plan': 'paid', 'app.size': 3, 'app.trial': true });
  });

  it('keeps what stands beside a getter that throws', () => {
    const values = {
      'app.before': 1,
      get 'app.broken'(): number {
        throw new Error('touched');
      },
      'app.after': 2,
    };
    expect(
      below(() => {
        annotate(values);
      }),
    ).toEqual({ 'app.before': 1, 'app.after': 2 });
  });

  it('leaves out secrets and what is no scalar, and cuts long text', () => {
    const values: Record<string, never> = JSON.parse(
      '{"app.api_key":"k","app.list":[1],"app.null":null,"":"x"}',
    );
    const kept = below(() => {
      annotate(values);
      annotate({
        'app.rate': Number.NaN,
        'app.note': 'Bearer abcdefghijklmnop',
        'app.text': 'x'.repeat(5000),
      });
    });

    expect(Object.keys(kept)).toEqual(['app.note', 'app.text']);
    expect(kept['app.note']).not.toContain('abcdefghijklmnop');
    expect(String(kept['app.text']).length).toBeLessThanOrEqual(1000);
  });

  it('keeps the first 50 keys', () => {
    const kept = below(() => {
      for (let index = 0; index < 80; index += 1) {
        annotate({ [`app.key_${String(index)}`]: index });
      }
    });
    expect(Object.keys(kept)).toHaveLength(50);
    expect(kept).toHaveProperty(['app.key_49']);
  });

  it('says nothing outside a trace, and is not harmed by a getter that throws', () => {
    annotate({ 'app.lost': 1 });
    const hostile = {
      get broken(): string {
        throw new Error('getter');
      },
    };
    expect(
      below(() => {
        annotate(hostile);
      }),
    ).toEqual({});
  });
});
