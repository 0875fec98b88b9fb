import { execFileSync } from 'node:child_process';
import { runInThisContext } from 'node:vm';
import { exceptionChain } from './exception-chain.js';
import { fingerprintOf } from './fingerprint.js';

const ROOT = '/app';

/** Lets Node find the TypeScript files of this project. */
const TYPESCRIPT = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('.') ? specifier.replace(/js$/, 'ts') : specifier, context),
});`;

const of = (error: unknown): string =>
  fingerprintOf(exceptionChain(error), ROOT);

/** Runs code as if it stood in a file of the project, below `lines` lines of other code. */
function thrownIn(
  code: string,
  { file = 'src/carts/pay.ts', lines = 0 } = {},
): unknown {
  try {
    runInThisContext(`${'\n'.repeat(lines)}${code}`, {
      filename: `${ROOT}/${file}`,
    });
  } catch (error) {
    return error;
  }
  throw new TypeError('it did not throw');
}

const pay = (message: string): string =>
  `(function pay() { throw new Error(${JSON.stringify(message)}); })();`;

const recurse = (depth: number): string =>
  `(function walk(n) { if (n === 0) throw new Error('deep'); walk(n - 1); })(${String(depth)});`;

describe('fingerprintOf', () => {
  it('is forty hexadecimal digits', () => {
    expect(of(new Error('x'))).toMatch(/^[0-9a-f]{40}$/);
  });

  it('is the same when unrelated code moves the lines', () => {
    expect(of(thrownIn(pay('no money'), { lines: 40 }))).toBe(
      of(thrownIn(pay('no money'))),
    );
  });

  it('is the same for compiled code and for its source', () => {
    expect(of(thrownIn(pay('x'), { file: 'dist/carts/pay.js' }))).toBe(
      of(thrownIn(pay('x'))),
    );
  });

  it.each([
    ['numbers', 'order 17 of 3', 'order 99 of 12'],
    [
      'ids',
      'cart 0af76519-16cd-43dd-8448-eb211c80319c is gone',
      'cart 5b8efff7-9803-4103-a269-b633813fc60c is gone',
    ],
    ['hexadecimal numbers', 'trace deadbeef01 lost', 'trace 00ff00ff lost'],
    ['addresses', 'connect 10.0.0.1:5432', 'connect 10.9.8.7:99'],
    ['times', 'late at 2026-01-01T00:00:00Z', 'late at 2027-11-30T12:34:56Z'],
    ['quoted texts', 'no user "worf" here', 'no user "data" here'],
    ['texts in other quotes', `Unexpected token 'a'`, `Unexpected token '<'`],
  ])('is the same with other %s in the message', (_name, one, other) => {
    expect(of(thrownIn(pay(one)))).toBe(of(thrownIn(pay(other))));
  });

  it('is the same however deep a recursion was', () => {
    expect(of(thrownIn(recurse(2)))).toBe(of(thrownIn(recurse(5))));
  });

  it.each([
    ['message', pay('no money'), pay('no cart')],
    [
      'class',
      `(function pay() { throw new TypeError('x'); })()`,
      `(function pay() { throw new RangeError('x'); })()`,
    ],
    [
      'code',
      `(function pay() { throw Object.assign(new Error('x'), { code: 'ECONNREFUSED' }); })()`,
      `(function pay() { throw Object.assign(new Error('x'), { code: 'ECONNRESET' }); })()`,
    ],
    [
      'cause',
      `(function pay() { throw new Error('x', { cause: new Error('a') }); })()`,
      `(function pay() { throw new Error('x', { cause: new Error('b') }); })()`,
    ],
    [
      'function',
      `(function pay() { throw new Error('x'); })()`,
      `(function refund() { throw new Error('x'); })()`,
    ],
    [
      'caller',
      `(function f() { throw new Error('x'); })()`,
      `(function route() { (function f() { throw new Error('x'); })(); })()`,
    ],
  ])('is another for another %s', (_name, one, other) => {
    expect(of(thrownIn(one))).not.toBe(of(thrownIn(other)));
  });

  it('is another for another file', () => {
    expect(of(thrownIn(pay('x'), { file: 'src/carts/refund.ts' }))).not.toBe(
      of(thrownIn(pay('x'))),
    );
  });

  it('does not count frames of packages, and of Node, beside the project’s own', () => {
    const own = thrownIn(pay('x'));
    const through = Object.assign(new Error('x'), {
      stack:
        'Error: x\n    at pay (/app/src/carts/pay.ts:9:9)\n    at /app/src/carts/pay.ts:9:1\n    at run (/app/node_modules/rxjs/x.js:1:1)\n    at node:internal/process:1:2',
    });
    const [first] = exceptionChain(own);
    const stack = first?.stack.filter((line) => line.includes('pay')) ?? [];
    expect(of(through)).toBe(
      fingerprintOf([{ className: 'Error', message: 'x', stack }], ROOT),
    );
  });

  it('tells texts apart by their words', () => {
    expect(fingerprintOf('paid 3', ROOT)).toBe(fingerprintOf('paid 4', ROOT));
    expect(fingerprintOf('paid', ROOT)).not.toBe(fingerprintOf('sent', ROOT));
  });

  it('is the same in another process', () => {
    const program = `
      import { fingerprintOf } from ${JSON.stringify(new URL('./fingerprint.ts', import.meta.url).href)};
      const stack = ['    at pay (/app/src/carts/pay.ts:1:1)'];
      process.stdout.write(fingerprintOf([{ className: 'Error', message: 'order 1', stack }], '/app'));`;
    const elsewhere = execFileSync(process.execPath, [
      '--no-warnings',
      '--experimental-transform-types',
      '--import',
      `data:text/javascript,${encodeURIComponent(TYPESCRIPT)}`,
      '--input-type=module',
      '--eval',
      program,
    ]).toString();
    const stack = ['    at pay (/app/src/carts/pay.ts:200:7)'];
    expect(elsewhere).toBe(
      fingerprintOf([{ className: 'Error', message: 'order 2', stack }], ROOT),
    );
  });

  it('takes linear time for a hostile message', () => {
    const startedAt = performance.now();
    for (const part of [`'`, `"a`, '`', '1', 'a1-', `'a'b`]) {
      of(new Error(part.repeat(1_000_000)));
    }
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
