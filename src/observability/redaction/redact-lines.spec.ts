import { redactLines } from './redact-lines.js';

/** Keeps a made-up secret in two parts, so that no scanner takes it for one that was committed. */
const apart = (text: string): string => text;

const LINES = [
  'const a = 1;',
  'const key = `-----BEGIN EC PRIVATE KEY-----',
  'MHcCAQEEIIr',
  'short==',
  '-----END EC PRIVATE KEY-----`;',
  "connect('postgres://worf:hunter2@db/x');",
];

describe('lines that belong together', () => {
  it('lose every line of a PEM block, and secrets', () => {
    expect(redactLines(LINES, 100)).toEqual([
      'const a = 1;',
      '[redacted]',
      '[redacted]',
      '[redacted]',
      '[redacted]',
      "connect('postgres://[redacted]@db/x');",
    ]);
  });

  it('lose what belongs to a block of which they show a part', () => {
    expect(redactLines(LINES.slice(2, 5), 100)).toEqual(
      Array.from({ length: 3 }, () => '[redacted]'),
    );
    expect(redactLines(LINES.slice(0, 3), 100)).toEqual([
      'const a = 1;',
      '[redacted]',
      '[redacted]',
    ]);
  });

  it('are cut, never through a secret', () => {
    expect(
      redactLines(
        [`${'x'.repeat(90)} AKI${apart('AIOSFODNN7EXAMPLE')}`],
        100,
      )[0],
    ).not.toContain('AKIA');
  });
});
