import { OwnPattern } from './own-pattern.js';
import { redactText } from './redact-text.js';
import { redactUrl } from './redact-url.js';
import { redactValue } from './redact-value.js';
import { RedactionError } from './redaction.error.js';
import { startRedaction } from './rules.js';

function codeOf(pattern: string): string {
  try {
    return new OwnPattern(pattern).text === pattern ? 'accepted' : 'changed';
  } catch (error) {
    return error instanceof RedactionError ? error.code : String(error);
  }
}

describe('a pattern of one’s own', () => {
  afterEach(() => {
    startRedaction();
  });

  it.each([
    ['short', 'at=1 acme-abcd1234'],
    ['long', `at=1 acme-abcd1234 ${'and so on '.repeat(50)}`],
  ])('is followed in a %s text that was clean before', (_kind, text) => {
    expect(redactText(text)).toBe(text);
    expect(redactText(text)).toBe(text);
    startRedaction({ patterns: ['acme-[a-z0-9]{8}'] });
    for (let turn = 0; turn < 3; turn += 1) {
      expect(redactText(text)).toBe(
        text.replace('acme-abcd1234', '[redacted]'),
      );
    }
  });

  it('is followed wherever a text goes', () => {
    startRedaction({ patterns: ['acme-[a-z0-9]{8}', '/emp\\d{6}/i'] });
    expect(redactText('key acme-a1b2c3d4 of EMP123456')).toBe(
      'key [redacted] of [redacted]',
    );
    expect(redactUrl('/a/acme-a1b2c3d4?b=emp123456&c=1')).toBe(
      '/a/[redacted]?b=[redacted]&c=1',
    );
    expect(redactValue({ a: ['acme-a1b2c3d4'] })).toEqual({
      a: ['[redacted]'],
    });
  });

  it('is followed across the pieces that a long text is read in', () => {
    startRedaction({ patterns: ['acme-[a-z0-9]{8}'] });
    for (const before of [1014, 1015, 1019, 1023, 1024, 5110]) {
      const text = `${'x '.repeat(before / 2)}acme-a1b2c3d4 y`;
      expect(redactText(text)).not.toContain('acme-a1b2c3d4');
    }
    startRedaction({ patterns: ['acme-\\w+'] });
    expect(redactText(`acme-${'a'.repeat(20_000)} end`)).toBe('[redacted] end');
  });

  it.each([
    ['acme-[a-z0-9]{32}', 'accepted'],
    ['/acme-[a-z0-9]+/i', 'accepted'],
    ['(?:live|test)-\\d{6,12}', 'accepted'],
    ['(ab){3}c?', 'accepted'],
    ['(?<kind>acme)-\\w{8}', 'accepted'],
    ['[a-z]{1,32}-\\d{1,32}', 'accepted'],
    ['[(]a+', 'accepted'],
    ['\\(\\d+\\)', 'accepted'],
    ['(', 'REDACTION_PATTERN_INVALID'],
    ['', 'REDACTION_PATTERN_INVALID'],
    ['a*', 'REDACTION_PATTERN_INVALID'],
    ['/a/g', 'REDACTION_PATTERN_INVALID'],
    ['red', 'REDACTION_PATTERN_INVALID'],
    ['\\w+', 'REDACTION_PATTERN_INVALID'],
    ['x'.repeat(501), 'REDACTION_PATTERN_INVALID'],
    ['(a+)+b', 'REDACTION_PATTERN_UNSAFE'],
    ['(a|aa)+b', 'REDACTION_PATTERN_UNSAFE'],
    ['(a*)*b', 'REDACTION_PATTERN_UNSAFE'],
    ['(?:a{1,5}){2,}b', 'REDACTION_PATTERN_UNSAFE'],
    ['((a?)){40}b', 'REDACTION_PATTERN_UNSAFE'],
    ['x.*y.*z', 'REDACTION_PATTERN_UNSAFE'],
    ['x\\d+\\d+z', 'REDACTION_PATTERN_UNSAFE'],
    ['(x)\\1', 'REDACTION_PATTERN_UNSAFE'],
    ['(?<k>x)\\k<k>', 'REDACTION_PATTERN_UNSAFE'],
    ['(?=x)xy', 'REDACTION_PATTERN_UNSAFE'],
    ['(?<!x)xy', 'REDACTION_PATTERN_UNSAFE'],
    ['\\u{1,99999}\\u{1,99999}x', 'REDACTION_PATTERN_UNSAFE'],
  ])('%j is %s', (pattern, code) => {
    expect(codeOf(pattern)).toBe(code);
  });

  it('says what to do', () => {
    expect(() => new OwnPattern('x.*y.*z')).toThrow(
      /x\.\*y\.\*z can match in more than 4096 ways.*\{1,32\}.*REDACTION_PATTERN_UNSAFE/,
    );
  });

  it('that is refused leaves the rules before in force', () => {
    startRedaction({ patterns: ['acme-[a-z0-9]{8}'] });
    expect(() => {
      startRedaction({ patterns: ['(a+)+b'] });
    }).toThrow(RedactionError);
    expect(redactText('acme-a1b2c3d4')).toBe('[redacted]');
  });

  it.each([
    ['x[a]{0,800}[a]{0,4}z', 'xa'],
    ['a+b', 'a'],
    ['(?:a|ab|b|ba)(?:a|ab|b|ba)(?:a|ab|b|ba)c', 'ab'],
  ])('takes bounded time on hostile text: %s', (pattern, piece) => {
    startRedaction({ patterns: [pattern] });
    const text = piece.repeat(500_000 / piece.length);
    const startedAt = performance.now();
    redactText(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('withholds a text that takes too long', () => {
    startRedaction({ patterns: ['x[ax]{0,1000}y?y?z'] });
    expect(redactText('xa'.repeat(1_000_000))).toBe('[withheld]');
  });
});

describe('a key of one’s own', () => {
  afterEach(() => {
    startRedaction();
  });

  it('is a fragment of names, separators and case aside', () => {
    startRedaction({ keys: ['iban', 'tax_id'] });
    expect(redactValue({ customerIBAN: 'x', 'Tax-Id': 1, ok: 2 })).toEqual({
      customerIBAN: '[redacted]',
      'Tax-Id': '[redacted]',
      ok: 2,
    });
    expect(redactUrl('/?iban=x&a=1')).toBe('/?iban=[redacted]&a=1');
    startRedaction();
    expect(redactValue({ iban: 'x' })).toEqual({ iban: 'x' });
  });

  it.each(['', 'ab', '--', 'a_b'])('%j is refused: too short', (key) => {
    expect(() => {
      startRedaction({ keys: [key] });
    }).toThrow(/REDACTION_KEY_INVALID/);
  });
});
