import { TraceState } from '@opentelemetry/core';
import {
  probabilityFrom,
  withoutProbability,
  withProbability,
} from './ot-tracestate.js';

/** With the highest randomness: kept by every probability. */
const KEPT_BY_ALL = 'f'.repeat(32);

describe('the sampling probability in tracestate', () => {
  it.each<[string, number | undefined]>([
    ['ot=th:0', 1],
    ['ot=th:8', 0.5],
    ['ot=th:c', 0.25],
    ['ot=th:e6666666666666', 0.1],
    ['ot=th:ffffffffffffff', 2 ** -56],
    ['vendor=x,ot=rv:abcdef01234567;th:8', 0.5],
    ['ot=rv:7fffffffffffff;th:8', undefined],
    ['ot=th:8;future:key', 0.5],
    ['ot=th:', undefined],
    ['ot=th:E6', undefined],
    ['ot=th:123456789abcdef', undefined],
    ['ot=th:xyz', undefined],
    ['ot=p:8', undefined],
    ['other=th:8', undefined],
    ['', undefined],
  ])('%s: %s', (text, probability) => {
    const read = probabilityFrom(new TraceState(text), KEPT_BY_ALL);
    expect(read?.toFixed(12)).toBe(probability?.toFixed(12));
  });

  it.each<[string, string, number | undefined]>([
    ['ot=th:8', '0af7651916cd43dd8480000000000000', 0.5],
    ['ot=th:8', '0af7651916cd43dd847fffffffffffff', undefined],
    ['ot=th:ffffffffffffff', '0af7651916cd43dd8448eb211c80319c', undefined],
    ['ot=th:0', '0af7651916cd43dd8400000000000000', 1],
  ])('%s, of the trace %s: %s', (text, traceId, probability) => {
    expect(probabilityFrom(new TraceState(text), traceId)).toBe(probability);
  });

  it.each([1, 0.5, 0.3, 0.1, 0.05, 0.001, 1 / 3])(
    'is written and read back: %d',
    (probability) => {
      const state = withProbability(undefined, probability);
      expect(
        Math.abs((probabilityFrom(state, KEPT_BY_ALL) ?? 0) - probability),
      ).toBeLessThan(1e-9);
      expect(state.serialize()).toMatch(/^ot=th:(0|[0-9a-f]{0,7}[1-9a-f])$/);
    },
  );

  it('goes first, and leaves what others wrote', () => {
    const state = new TraceState('vendor=x,ot=th:8;rv:1,more=y');
    expect(withProbability(state, 0.25).serialize()).toBe(
      'ot=th:c;rv:1,vendor=x,more=y',
    );
    expect(withoutProbability(state)?.serialize()).toBe(
      'ot=rv:1,vendor=x,more=y',
    );
    expect(state.serialize()).toBe('vendor=x,ot=th:8;rv:1,more=y');
  });

  it('goes altogether where nothing else was said', () => {
    const state = new TraceState('ot=th:8,vendor=x');
    expect(withoutProbability(state)?.serialize()).toBe('vendor=x');
    expect(withoutProbability(undefined)).toBeUndefined();
    const other = new TraceState('vendor=x');
    expect(withoutProbability(other)).toBe(other);
  });
});
