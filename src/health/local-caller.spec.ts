import { isLocalCaller } from './local-caller.js';

describe('a caller on this machine', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'comes from %s',
    (address) => {
      expect(isLocalCaller(address, { host: 'a', accept: '*/*' })).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    '1.127.0.0.1',
  ])('does not come from %s', (address) => {
    expect(isLocalCaller(address, {})).toBe(false);
  });

  it.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-real-ip',
  ])('is no proxy, which sends %s', (name) => {
    expect(isLocalCaller('127.0.0.1', { [name]: '' })).toBe(false);
  });
});
