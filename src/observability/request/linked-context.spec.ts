import { createContextKey, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { LinkedContext } from './linked-context.js';

const A = createContextKey('a');
const B = createContextKey('b');
const C = createContextKey('c');

describe('LinkedContext', () => {
  it('reads its own value, and those of what it is linked to', () => {
    const root = ROOT_CONTEXT.setValue(A, 'root');
    const linked = LinkedContext.on(root, B, 2).setValue(C, 3);
    expect([A, B, C].map((key) => linked.getValue(key))).toEqual([
      'root',
      2,
      3,
    ]);
    expect(linked.getValue(createContextKey('other'))).toBeUndefined();
  });

  it('changes no context that it was made from', () => {
    const first = LinkedContext.on(ROOT_CONTEXT, A, 1);
    const second = first.setValue(A, 2).setValue(B, 2);
    const third = second.deleteValue(A);
    expect(first.getValue(A)).toBe(1);
    expect(first.getValue(B)).toBeUndefined();
    expect(second.getValue(A)).toBe(2);
    expect(third.getValue(A)).toBeUndefined();
    expect(third.getValue(B)).toBe(2);
  });

  it('deletes a value of a context that is none of its kind', () => {
    const linked = LinkedContext.on(ROOT_CONTEXT.setValue(A, 1), B, 2);
    expect(linked.deleteValue(A).getValue(A)).toBeUndefined();
  });

  it('serves the API’s own functions', () => {
    const span = trace.wrapSpanContext({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
    });
    const linked = LinkedContext.on(ROOT_CONTEXT, A, 1);
    const traced = trace.setSpan(linked, span);
    expect(trace.getSpan(traced)).toBe(span);
    expect(trace.getSpan(trace.deleteSpan(traced))).toBeUndefined();
  });

  it('does not grow with what is set again and again', () => {
    let held = 0;
    const counted = {
      getValue: (): unknown => {
        held += 1;
        return undefined;
      },
      setValue: () => counted,
      deleteValue: () => counted,
    };
    let linked = LinkedContext.on(counted, C, 'kept').setValue(A, 0);
    for (let turn = 1; turn <= 10_000; turn += 1) {
      linked = linked.setValue(turn % 2 === 0 ? A : B, turn);
    }
    expect(linked.getValue(A)).toBe(10_000);
    expect(linked.getValue(B)).toBe(9999);
    expect(linked.getValue(C)).toBe('kept');
    expect(linked.getValue(createContextKey('none'))).toBeUndefined();
    expect(held).toBe(1);
    expect(depthOf(linked)).toBeLessThan(40);
  });
});

function depthOf(context: object): number {
  const parent: unknown = Reflect.get(context, 'parent');
  return typeof parent === 'object' && parent !== null
    ? 1 + depthOf(parent)
    : 0;
}
