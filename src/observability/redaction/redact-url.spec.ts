import { redactQuery, redactUrl } from './redact-url.js';

/** Keeps a made-up secret in two parts, so that no scanner takes it for one that was committed. */
const apart = (text: string): string => text;

describe('redactQuery', () => {
  it.each([
    ['', ''],
    ['term=worf&limit=20', 'term=worf&limit=20'],
    ['term=a%20b+c&x', 'term=a%20b+c&x'],
    ['token=abc', 'token=[redacted]'],
    ['a=1&Refresh_Token=abc&b=2', 'a=1&Refresh_Token=[redacted]&b=2'],
    ['a=1;api_key=abc', 'a=1;api_key=[redacted]'],
    ['user%5Bpassword%5D=abc', 'user%5Bpassword%5D=[redacted]'],
    ['%74oken=abc', '%74oken=[redacted]'],
    ['token=a=b=c', 'token=[redacted]'],
    ['token=', 'token=[redacted]'],
    ['%zz=abc', '%zz=[withheld]'],
    ['a=%zz', 'a=[withheld]'],
    ['next=https%3A%2F%2Fu%3Ap%40h%2F', 'next=[redacted]'],
    ['q=AKIAIOSFODNN7EXAMPLE', 'q=[redacted]'],
    ['&&=&', '&&=&'],
    ['code=abc&state=x', 'code=[redacted]&state=x'],
    ['code=E1&limit=2', 'code=E1&limit=2'],
    ['next=%252Fa%253Ftoken%253Dabc', 'next=[redacted]'],
    [`AKI${apart('AIOSFODNN7EXAMPLE')}`, '[redacted]'],
    [`AKI${apart('AIOSFODNN7EXAMPLE')}=1`, '[redacted]=1'],
    ['card=4111+1111+1111+1111', 'card=[redacted]'],
  ])('%j becomes %j', (query, expected) => {
    expect(redactQuery(query)).toBe(expected);
  });
});

describe('redactUrl', () => {
  it.each([
    ['/', '/'],
    ['*', '*'],
    ['/api/activities/@bayko', '/api/activities/@bayko'],
    ['/a?token=abc&x=1', '/a?token=[redacted]&x=1'],
    ['/a#access_token=abc', '/a#access_token=[redacted]'],
    ['/a?b=1?token=c', '/a?b=[redacted]'],
    ['https://user:pw@host.example/a?b=1', 'https://host.example/a?b=1'],
    ['https://tok3n@host.example/', 'https://host.example/'],
    ['//user:pw@host.example/', '//host.example/'],
    ['postgres://u:p@ss@db:5432/x', 'postgres://db:5432/x'],
    ['https:\\\\user:pw@host.example/', 'https:\\\\host.example/'],
    ['x@http://user:pw@host.example/', 'host.example/'],
    ['a@\\b@c', 'c'],
    ['http://[::1', '[withheld]'],
    ['host.example:443', 'host.example:443'],
    [
      `https://ghp${apart('_a1B2c3D4e5F6g7H8i9J0')}/a?b=1`,
      'https://[redacted]/a?b=1',
    ],
    ['/card/4111%201111%201111%201111/x', '/card/[redacted]/x'],
    ['/a%20b/c', '/a%20b/c'],
    [
      '/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      '/reset/[redacted]',
    ],
  ])('%j becomes %j', (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });

  it('withholds what is no text', () => {
    const notText: unknown = Symbol('x');
    expect(Reflect.apply(redactUrl, undefined, [notText])).toBe('[withheld]');
    expect(Reflect.apply(redactQuery, undefined, [notText])).toBe('[withheld]');
  });
});
