import { stackText } from './stack-text.js';

describe('stackText', () => {
  it.each([
    ['    at run (file:///app/src/a.js:1:2)', '    at run (/app/src/a.js:1:2)'],
    [
      '    at async run (file:///app/a%20b.js:1:2)',
      '    at async run (file:///app/a%20b.js:1:2)',
    ],
    ['    at file:///app/src/a.js:1:2', '    at /app/src/a.js:1:2'],
    ['    at async file:///app/src/a.js:1:2', '    at /app/src/a.js:1:2'],
    [
      '    at Object.<anonymous> (/app/a.cjs:1:2)',
      '    at Object.<anonymous> (/app/a.cjs:1:2)',
    ],
    ['    at run (node:internal/x:1:2)', '    at run (node:internal/x:1:2)'],
    ['    at run (/etc/passwd:1:2)', '    at run (file:///etc/passwd:1:2)'],
    ['    at run (/app/.env:1:2)', '    at run (file:///app/.env:1:2)'],
    [
      '    at run (/app/../etc/a.js:1:2)',
      '    at run (file:///app/../etc/a.js:1:2)',
    ],
    [
      '    at run (/application/a.js:1:2)',
      '    at run (file:///application/a.js:1:2)',
    ],
    ['    at run (./a.js:1:2)', '    at run (file://./a.js:1:2)'],
    ['    at run (x /etc/passwd:1:2)', '    at run (x%20/etc/passwd:1:2)'],
  ])('writes %j as %j', (line, expected) => {
    expect(stackText([line], '/app')).toBe(`Error\n${expected}`);
  });

  it.each([
    '    at eval (eval at q (/etc/passwd:1:1))',
    '    at x (y (at z (/etc/passwd:1:1)))',
    '    at a (b at /etc/passwd:1:1) (c)',
  ])('leaves no path to open in %j', (line) => {
    expect(stackText([line], '/app')).not.toMatch(
      /(?<!file:\/)(?<!file:)[ (]\/etc/,
    );
  });
});
