import { redactText } from './redact-text.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.SflKxwRJSMeKKF2QT4fwpM';
const PEM = `-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----`;

describe('redactText', () => {
  it.each([
    ['Bearer abc.def-123', 'Bearer [redacted]'],
    [`got ${JWT} back`, 'got [redacted] back'],
    [JWT.slice(0, 30), '[redacted]'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key [redacted] used'],
    ['ASIAIOSFODNN7EXAMPLE', '[redacted]'],
    [`before ${PEM} after ${PEM}`, 'before [redacted] after [redacted]'],
    [`before ${PEM.slice(0, 40)}`, 'before [redacted]'],
    ['postgres://app:hunter2@db/x', 'postgres://[redacted]@db/x'],
    ['Authorization: Basic dTpw', 'Authorization: [redacted]'],
    ['sent Basic dXNlcjpwYXNz', 'sent Basic [redacted]'],
    [
      'Authorization: Digest username="u", response="abc"',
      'Authorization: [redacted]',
    ],
    ['Cookie: a=1; sid=2\nHost: x', 'Cookie: [redacted]\nHost: x'],
    ['password=hunter2&x=1', 'password=[redacted]&x=1'],
    ['password = hunter2', 'password = [redacted]'],
    ['password: hunter2', 'password: [redacted]'],
    ['{"token":"abc","x":1}', '{"token":"[redacted]","x":1}'],
    ['{"token":"a\\"bc","x":1}', '{"token":"[redacted]","x":1}'],
    [
      '{\\"token\\":\\"abc\\",\\"x\\":1}',
      '{\\"token\\":\\"[redacted]\\",\\"x\\":1}',
    ],
    ["{ clientSecret: 'abc', x: 1 }", "{ clientSecret: '[redacted]', x: 1 }"],
    [
      'GET https://x.example/a?api_key=abc',
      'GET https://x.example/a?api_key=[redacted]',
    ],
    ['message: password=abc', 'message: password=[redacted]'],
  ])('%j becomes %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it.each([
    'relation "activities" does not exist',
    '    at SessionStore.read (/app/src/session/session.store.ts:33:9)',
    'JsonWebTokenError: invalid audience',
    'basic rules of thumb',
    'see https://docs.example.com/errors#x',
    'mail me at worf@example.com',
  ])('leaves %j alone', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('cuts to the length asked for, never through a secret or a character', () => {
    expect(redactText('abcdef', 3)).toBe('abc…');
    expect(redactText(`ab😀`, 3)).toBe('ab…');
    expect(redactText(`x ${JWT}`, 20)).toBe('x [redacted]');
    const cut = redactText(`${'x'.repeat(90)} AKIAIOSFODNN7EXAMPLE`, 100);
    expect(cut).not.toContain('AKIA');
  });

  it.each([
    ['words', 'a'],
    ['spaces', ' '],
    ['dots', '.'],
    ['eyJ', 'eyJ-'],
    ['eyJ and dots', 'eyJ.'],
    ['begins', '-----BEGIN PRIVATE KEY-----'],
    ['schemes', 'bearer '],
    ['basics', 'basic aaaa'],
    ['URLs', '://'],
    ['names', 'token='],
    ['quoted names', '"token":"'],
    ['escapes', 'token="\\'],
    ['access keys', 'AKIA'],
  ])('takes linear time for a megabyte of %s', (_name, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const startedAt = performance.now();
    redactText(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
