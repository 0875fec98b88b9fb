import { HostPatterns } from './host-patterns.js';

describe('HostPatterns', () => {
  it.each([
    ['api.example.com', 'API.example.com', 443, true],
    ['api.example.com', 'api.example.com.evil.test', 443, false],
    ['api.example.com', 'xapi.example.com', 443, false],
    ['*.internal', 'orders.eu.internal', 80, true],
    ['*.internal', 'internal', 80, false],
    ['*.internal', 'orders.internal.evil.test', 80, false],
    ['a*b*c', 'abc', 80, true],
    ['a*b*c', 'acb', 80, false],
    ['ab*b', 'ab', 80, false],
    ['localhost:8080', 'localhost', 8080, true],
    ['localhost:8080', 'localhost', 80, false],
    ['localhost:8080', 'localhost', undefined, false],
    ['[::1]:80', '::1', 80, true],
    ['[::1]', '::1', 80, true],
    ['::1', '::1', 80, true],
    ['10.0.*', '10.0.3.4', 80, true],
    ['*', 'anything', 1, true],
    ['', 'anything', 1, false],
  ])('%s and %s, port %s: %s', (pattern, host, port, expected) => {
    expect(new HostPatterns([pattern]).includes(host, port)).toBe(expected);
  });

  it('lets nobody in by default', () => {
    expect(new HostPatterns().includes('localhost', 80)).toBe(false);
  });

  it('is not slowed down by a pattern of many wildcards', () => {
    const hosts = new HostPatterns([`${'*a'.repeat(5000)}b`]);
    expect(hosts.includes('a'.repeat(100_000), 80)).toBe(false);
  }, 2000);
});
