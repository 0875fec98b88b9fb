import { trustedPeers } from './trusted-peers.format.js';

describe('trusted peers', () => {
  it.each([
    ['none', []],
    ['all', ['all']],
    ['Loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
    ['203.0.113.7,2001:db8::/32,', ['203.0.113.7', '2001:db8::/32']],
  ])('%s', (text, peers) => {
    expect(trustedPeers.parse(text)).toEqual(peers);
  });

  it.each([
    '',
    ',',
    'example.com',
    '10.0.0.0/33',
    '10.0.0.0/x',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'none,loopback',
  ])('are not: %j', (text) => {
    expect(trustedPeers.safeParse(text).success).toBe(false);
  });
});
