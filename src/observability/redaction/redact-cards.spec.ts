import { isCardNumber } from './redact-cards.js';
import { redactText } from './redact-text.js';
import { redactValue } from './redact-value.js';

describe('card numbers', () => {
  it.each([
    ['4111111111111111', '[redacted]'],
    ['4111 1111 1111 1111', '[redacted]'],
    ['4111-1111-1111-1111', '[redacted]'],
    ['4111 1111-1111 1111', '[redacted]'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '[redacted]'],
    ['4222222222222', '[redacted]'],
    ['378282246310005', '[redacted]'],
    ['3782 822463 10005', '[redacted]'],
    ['30569309025904', '[redacted]'],
    ['3056 930902 5904', '[redacted]'],
    ['5555555555554444', '[redacted]'],
    ['2223003122003222', '[redacted]'],
    ['6011111111111117', '[redacted]'],
    ['6304000000000000000', '[redacted]'],
    ['paid with 4111111111111111.', 'paid with [redacted].'],
    ['paid with 4111 1111 1111 1111 12/29', 'paid with [redacted] 12/29'],
    ['2026-01-02 4111111111111111 ok', '2026-01-02 [redacted] ok'],
    ['(4111111111111111)', '([redacted])'],
    ['"pan":"4111111111111111"', '"pan":"[redacted]"'],
    ['4111111111111111 5555555555554444', '[redacted] [redacted]'],
    ['card-4111-1111-1111-1111', 'card-[redacted]'],
  ])('%j becomes %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it.each([
    ['fails the Luhn test', '4111111111111112'],
    ['is too short', '411111111111'],
    ['is too long', '41111111111111111111'],
    ['one digit throughout', '0000000000000000'],
    ['a trace id', '41111111111111114111111111111111'],
    ['part of a trace id', 'ab4111111111111111cdef0123456789'],
    ['hexadecimal', '4111111111111111a'],
    [
      'a span in traceparent',
      '00-0af7651916cd43dd8448eb211c80319c-4111111111111111-01',
    ],
    ['the end of a UUID', 'a1b2c3d4-ab12-4abc-9123-456789012349'],
    ['a UUID of digits', '12345678-1234-4234-9234-123456789012'],
    ['milliseconds since the epoch', '1767322980007'],
    ['microseconds', '1767322980007008'],
    ['nanoseconds', '1767322980007000006'],
    ['a decimal', '0.4111111111111111'],
    ['an id with a name', 'evt_4111111111111111'],
    ['a date with a time', '2026-01-02 03-04-05'],
    ['numbers in a sentence', 'took 12 34 56 78 90 12 34 56 ms'],
  ])('%s: stays', (_name, text) => {
    expect(redactText(text)).toBe(text);
  });

  it('are known as numbers too', () => {
    expect(isCardNumber(4111111111111111)).toBe(true);
    expect(isCardNumber(1767322980007)).toBe(false);
    expect(isCardNumber(4111111111111111.5)).toBe(false);
    expect(redactValue({ pan: 4111111111111111, at: 1767322980007 })).toEqual({
      pan: '[redacted]',
      at: 1767322980007,
    });
    expect(redactValue(4111111111111111n)).toBe('[redacted]');
  });

  it.each([
    '4',
    '4 ',
    '4111-',
    '4111111111111112 ',
    '1 1-',
    '9'.repeat(19) + '-',
  ])('take linear time: a megabyte of %j', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const startedAt = performance.now();
    redactText(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
