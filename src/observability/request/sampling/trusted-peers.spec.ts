import { TrustedPeers } from './trusted-peers.js';

describe('TrustedPeers', () => {
  it.each<[patterns: string[] | undefined, address: string, trusted: boolean]>([
    [undefined, '127.0.0.1', true],
    [undefined, '127.9.9.9', true],
    [undefined, '::1', true],
    [undefined, '::ffff:127.0.0.1', true],
    [undefined, '10.0.3.4', true],
    [undefined, '::ffff:10.0.3.4', true],
    [undefined, '172.31.0.1', true],
    [undefined, '172.32.0.1', false],
    [undefined, '192.168.1.1', true],
    [undefined, '169.254.170.2', true],
    [undefined, 'fe80::1%eth0', true],
    [undefined, 'fd12::1', true],
    [undefined, '203.0.113.9', false],
    [undefined, '2001:db8::1', false],
    [undefined, '::ffff:203.0.113.9', false],
    [undefined, '', false],
    [undefined, 'localhost', false],
    [[], '127.0.0.1', false],
    [['all'], '203.0.113.9', true],
    [['203.0.113.0/24'], '203.0.113.9', true],
    [['203.0.113.0/24'], '203.0.114.9', false],
    [['203.0.113.7'], '203.0.113.7', true],
    [['203.0.113.7'], '203.0.113.8', false],
    [['2001:db8::/32'], '2001:db8:1::1', true],
    [['loopback'], '10.0.0.1', false],
    [['0.0.0.0/0'], '8.8.8.8', true],
  ])('%j, %s: %s', (patterns, address, trusted) => {
    const peers = new TrustedPeers(patterns);
    expect(peers.includes(address)).toBe(trusted);
    expect(peers.includes(address)).toBe(trusted);
  });

  it('trusts no socket without an address', () => {
    expect(new TrustedPeers(['all']).includes(undefined)).toBe(false);
  });

  it.each([
    'example.com',
    '10.0.0.0/33',
    '10.0.0/8',
    '::/129',
    '10.0.0.0/',
    '',
  ])('refuses %j', (pattern) => {
    expect(() => new TrustedPeers([pattern])).toThrow(RangeError);
  });
});
