import { logStreamName, processLogStream } from './cloudwatch-name.format.js';

describe('processLogStream', () => {
  it.each([
    ['web-1', 'web-1-42'],
    ['a:b*c', 'a_b_c-42'],
    ['x'.repeat(600), `${'x'.repeat(509)}-42`],
  ])('makes a legal name of host %#', (host, expected) => {
    expect(processLogStream(host, 42)).toBe(expected);
    expect(logStreamName.safeParse(processLogStream(host, 42)).success).toBe(
      true,
    );
  });
});
