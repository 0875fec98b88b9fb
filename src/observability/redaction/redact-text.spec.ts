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
    ['"token":["a","b"],"x":1', '"token":[redacted],"x":1'],
    [
      '{"credentials":{"u":"a","p":"b"},"x":1}',
      '{"credentials":[redacted],"x":1}',
    ],
    ['password=[a]bc d', 'password=[redacted] d'],
    [
      '{\\\\\\"token\\\\\\":\\\\\\"abc\\\\\\"}',
      '{\\\\\\"token\\\\\\":\\\\\\"[redacted]\\\\\\"}',
    ],
    ["Map(1) { 'password' => 'abc' }", "Map(1) { 'password' => '[redacted]' }"],
    ['next=%2Fcb%3Ftoken%3Dabc', 'next=%2Fcb%3Ftoken%3D[redacted]'],
    ['passphrase: correct horse staple', 'passphrase: [redacted]'],
    ['<password>abc</password>', '<password>[redacted]</password>'],
    ['<a:Token x="1">abc</a:Token>', '<a:Token x="1">[redacted]</a:Token>'],
    [
      'form-data; name="password"\r\n\r\nabc\r\n--x',
      'form-data; name="password"\r\n\r\n[redacted]\r\n--x',
    ],
    ['psql --password abc --host x', 'psql --password [redacted] --host x'],
    ["ALTER USER x PASSWORD 'abc'", "ALTER USER x PASSWORD '[redacted]'"],
    ['postgres://u:p/s#s@db/x', 'postgres://[redacted]@db/x'],
    [`tail MIIEow\n-----END PRIVATE KEY----- x`, '[redacted] x'],
    [
      '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----',
      '[redacted]',
    ],
    [
      '-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----',
      '[redacted]',
    ],
    [
      '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nabc\n---- END SSH2 ENCRYPTED PRIVATE KEY ----',
      '[redacted]',
    ],
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
    ['brackets', 'token=['],
    ['braces', '"token":{"a":'],
    ['backslashes', '\\\\"'],
    ['connections', 'postgres://'],
    ['connections with hosts', 'postgres://a@'],
    ['ends', '-----END PRIVATE KEY-----'],
    ['hyphens', '-----'],
    ['elements', '<token>'],
    ['closed elements', '<token></'],
    ['parts', 'name="token"\\r\\n'],
    ['options', '--token '],
    ['SQL', "password '"],
    ['digits', '1'],
    ['groups of digits', '4111 '],
    ['base64', 'aB1/'],
    ['keys of AWS', `aws ${'aB1/'.repeat(10)} `],
    ['prefixes', 'ghp_'],
    ['SendGrid', 'SG.'],
    ['percents', '%3D'],
    ['names and percents', 'token%3D'],
    ['arrows', 'token =>'],
  ])('takes linear time for a megabyte of %s', (_name, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const startedAt = performance.now();
    redactText(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
