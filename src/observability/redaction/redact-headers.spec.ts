import { redactHeaders } from './redact-headers.js';

describe('redactHeaders', () => {
  it('keeps what is harmless and takes out secrets by name and by content', () => {
    const headers = Object.freeze({
      Host: 'api.example',
      'content-length': 12,
      accept: Object.freeze(['text/html', 'application/json']),
      authorization: 'Bearer abc',
      cookie: 'a=b',
      'set-cookie': ['a=b', 'c=d'],
      'x-api-key': 'abc',
      'x-note': 'Bearer abc',
      referer: 'https://u:p@site.example/a?token=abc',
      absent: undefined,
      odd: { toString: () => 'secret' },
    });
    expect(redactHeaders(headers)).toEqual({
      host: 'api.example',
      'content-length': '12',
      accept: 'text/html, application/json',
      authorization: '[redacted]',
      cookie: '[redacted]',
      'set-cookie': '[redacted]',
      'x-api-key': '[redacted]',
      'x-note': 'Bearer [redacted]',
      referer: 'https://site.example/a?token=[redacted]',
      odd: '[withheld]',
    });
  });

  it('withholds headers that cannot be read', () => {
    const headers = {
      get bad(): string {
        throw new Error('no');
      },
    };
    expect(redactHeaders(headers)).toEqual({});
  });
});
