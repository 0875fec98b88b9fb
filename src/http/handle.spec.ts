import { parseHandle } from './handle.js';

describe('parseHandle', () => {
  it('reads a handle in any case', () => {
    expect(parseHandle(' Andrew_Brown1 ')).toBe('andrew_brown1');
  });

  it.each(['', ' ', 'a b', 'a\0', 'é', '@worf', 'a-b', 'x'.repeat(65)])(
    'knows that nobody has %j',
    (text) => {
      expect(parseHandle(text)).toBeUndefined();
    },
  );
});
