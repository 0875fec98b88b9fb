import { AttributeSets } from './attribute-sets.js';
import { MAX_SERIES } from './max-series.js';

const SECRET = 'hunter2';

describe('the attribute sets of an instrument', () => {
  it('are one object each, in whatever order they are given', () => {
    const sets = new AttributeSets();
    const first = sets.of({ a: 'x', b: 1 });
    expect(sets.of({ b: 1, a: 'x' })).toBe(first);
    expect(sets.of({ b: '1', a: 'x' })).not.toBe(first);
    expect(first).toEqual({ a: 'x', b: 1 });
  });

  it('hold no secret, and nothing long', () => {
    const sets = new AttributeSets();
    const safe = sets.of({
      password: SECRET,
      note: `token=${SECRET}`,
      list: [`Bearer ${SECRET}`, 'fine'],
      long: 'x'.repeat(100_000),
    });
    expect(JSON.stringify(safe)).not.toContain(SECRET);
    expect(safe).toMatchObject({ password: '[redacted]' });
    expect(JSON.stringify(safe).length).toBeLessThan(1000);
  });

  it('are one where only a secret told them apart', () => {
    const sets = new AttributeSets();
    expect(sets.of({ password: 'a', door: 'front' })).toBe(
      sets.of({ password: 'b', door: 'front' }),
    );
  });

  it('are bounded for good: what is beyond says so', () => {
    const sets = new AttributeSets();
    const seen = new Set();
    for (let index = 0; index < MAX_SERIES * 2; index += 1) {
      seen.add(sets.of({ index }));
    }
    expect(seen.size).toBe(MAX_SERIES);
    expect(sets.of({ index: 'new' })).toEqual({ 'otel.metric.overflow': true });
    expect(sets.of({ index: 0 })).toEqual({ index: 0 });
  });

  it('never throw, whatever they are given, and change nothing of it', () => {
    const sets = new AttributeSets();
    const hostile = {
      get boom(): string {
        throw new Error('boom');
      },
    };
    expect(sets.of(hostile)).toEqual({});
    const odd = {};
    Reflect.set(odd, 'big', 1n);
    Reflect.set(odd, 'self', odd);
    expect(sets.of(odd)).toEqual({});
    expect(sets.of(undefined)).toEqual({});
    const given = { a: ['b'] };
    sets.of(given);
    expect(given).toEqual({ a: ['b'] });
    expect(Object.isFrozen(given)).toBe(false);
  });
});
