import { spanNameOf, targetAttributes, targetOfUrl } from './call-target.js';

const attributesOf = (url: string, method = 'GET') => {
  const target = targetOfUrl(method, url);
  return target && targetAttributes(target);
};

describe('the target of a call', () => {
  it.each([
    [
      'http://api.test/a?b=1',
      {
        'server.address': 'api.test',
        'server.port': 80,
        'url.full': 'http://api.test/a?b=1',
      },
    ],
    [
      'https://api.test:8443/',
      {
        'server.address': 'api.test',
        'server.port': 8443,
        'url.full': 'https://api.test:8443/',
      },
    ],
    [
      'http://[::1]:80/x',
      {
        'server.address': '::1',
        'server.port': 80,
        'url.full': 'http://[::1]/x',
      },
    ],
  ])('%s', (url, expected) => {
    expect(attributesOf(url)).toEqual({
      'http.request.method': 'GET',
      ...expected,
    });
  });

  it('keeps secrets out of the URL, and the URL bounded', () => {
    const { 'url.full': url } =
      attributesOf(
        `https://user:pass@api.test/a?token=abc&page=2&q=${'x'.repeat(9000)}`,
      ) ?? {};
    expect(url).toMatch(
      /^https:\/\/api\.test\/a\?token=\[redacted\]&page=2&q=x/i,
    );
    expect(String(url).length).toBeLessThanOrEqual(2049);
    expect(url).not.toContain('pass');
  });

  it('names no span after a method that is not known', () => {
    const target = targetOfUrl('BREW', 'http://pot.test/');
    expect(target && spanNameOf(target)).toBe('HTTP');
    expect(attributesOf('http://pot.test/', 'BREW')).toMatchObject({
      'http.request.method': '_OTHER',
      'http.request.method_original': 'BREW',
    });
  });

  it.each(['ftp://a/', 'not a url', ''])('%s is none', (url) => {
    expect(targetOfUrl('GET', url)).toBeUndefined();
  });
});
