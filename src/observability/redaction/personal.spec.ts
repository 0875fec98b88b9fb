import { redactText } from './redact-text.js';
import { redactUrl } from './redact-url.js';
import { redactValue } from './redact-value.js';
import { startRedaction } from './rules.js';

const PERSONAL = {
  keys: ['*handle', 'message', 'term'],
  segmentPrefixes: ['@'],
};

describe('what tells of persons', () => {
  beforeEach(() => {
    startRedaction({ personal: PERSONAL });
  });

  afterEach(() => {
    startRedaction();
  });

  it.each([
    ['/api/activities/@bayko', '/api/activities/@[redacted]'],
    [
      '/api/activities/@bayko/x?limit=1',
      '/api/activities/@[redacted]/x?limit=1',
    ],
    ['/api/activities/%40bayko', '/api/activities/%40[redacted]'],
    ['/api/activities/%2540bayko', '/api/activities/%2540[redacted]'],
    ['/api/activities/@b%61yko', '/api/activities/@[redacted]'],
    ['/api/activities/@', '/api/activities/@'],
    ['/search?term=worf&limit=2', '/search?term=[redacted]&limit=2'],
    [
      '/a?user_handle=worf&userHandle=worf',
      '/a?user_handle=[redacted]&userHandle=[redacted]',
    ],
    ['https://front.example/@worf', 'https://front.example/@[redacted]'],
    ['/a/b@c', '/a/b@c'],
  ])('stays out of the URL %j', (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
    expect(redactUrl(expected)).toBe(expected);
  });

  it.each([
    [
      'GET /api/activities/@bayko failed',
      'GET /api/activities/@[redacted] failed',
    ],
    ['"/users/@bayko"', '"/users/@[redacted]"'],
    ['GET /search?term=worf 200', 'GET /search?term=[redacted] 200'],
    [
      '{"message":"hi there","ttl":"1-day"}',
      '{"message":"[redacted]","ttl":"1-day"}',
    ],
    ["{ user_handle: 'worf', n: 1 }", "{ user_handle: '[redacted]', n: 1 }"],
  ])('stays out of the text %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it.each([
    '/api/activities/@:handle',
    '/api/activities/@{handle}',
    'at x (/app/node_modules/@nestjs/core/router.js:1:2)',
    'at x (/app/node_modules/.pnpm/@nestjs+core@12.0.0/y.js:1:2)',
    'message: could not connect',
    'mail worf@example.com',
    'the file handle is closed',
  ])('is not taken to be in %j', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('stays out of values, but for what errors say', () => {
    const error = Object.assign(new Error('it failed'), { handle: 'worf' });
    expect(
      redactValue({ message: 'hi', user: { userHandle: 'worf' }, error }),
    ).toMatchObject({
      message: '[redacted]',
      user: { userHandle: '[redacted]' },
      error: { message: 'it failed' },
    });
  });

  it('is taken out before what is told by its surroundings', () => {
    const text = `/@password ${'aB3/'.repeat(10)}`;
    expect(redactText(text)).toBe('/@[redacted] [redacted]');
  });

  it('is told where that is asked for', () => {
    startRedaction();
    expect(redactUrl('/@worf?term=x')).toBe('/@worf?term=x');
    expect(redactText('{"message":"hi"}')).toBe('{"message":"hi"}');
    expect(redactValue({ handle: 'worf' })).toEqual({ handle: 'worf' });
  });

  it.each([['/'], ['']])('has no prefix like %j', (prefix) => {
    expect(() => {
      startRedaction({ personal: { segmentPrefixes: [prefix] } });
    }).toThrow(/REDACTION_KEY_INVALID/);
  });

  it('takes linear time', () => {
    for (const piece of ['/@', '%40', '/%40', '%25', '/@a/']) {
      const text = piece.repeat(100_000);
      const startedAt = performance.now();
      redactText(text);
      redactUrl(text);
      expect(performance.now() - startedAt).toBeLessThan(2000);
    }
  });
});
