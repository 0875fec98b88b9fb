import { errorTypeOf } from './error-type.js';

describe('error.type of a call', () => {
  it.each([
    [
      Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED',
    ],
    [Object.assign(new Error('x'), { code: 'user 12 is gone' }), 'Error'],
    [new TypeError('terminated'), 'TypeError'],
    [new DOMException('aborted', 'AbortError'), 'AbortError'],
    [
      Object.assign(new Error('aborted'), {
        name: 'AbortError',
        code: 'ABORT_ERR',
        cause: new DOMException('timed out', 'TimeoutError'),
      }),
      'TimeoutError',
    ],
    [new DOMException('timed out', 'TimeoutError'), 'TimeoutError'],
    ['gave up', '_OTHER'],
    [undefined, '_OTHER'],
  ])('%s: %s', (error, type) => {
    expect(errorTypeOf(error)).toBe(type);
  });

  it('does not let a hostile error through', () => {
    const hostile = new Error('x');
    Object.defineProperty(hostile, 'name', {
      get: () => {
        throw new Error('no name');
      },
    });
    expect(errorTypeOf(hostile)).toBe('_OTHER');
  });
});
