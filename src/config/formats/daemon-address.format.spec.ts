import { parseDaemonAddress } from './daemon-address.format.js';

const at = (host: string, port: number) => ({ host, port });

describe('parseDaemonAddress', () => {
  it.each([
    ['127.0.0.1:2000', at('127.0.0.1', 2000), at('127.0.0.1', 2000)],
    ['xray-daemon:2000', at('xray-daemon', 2000), at('xray-daemon', 2000)],
    ['[::1]:3000', at('::1', 3000), at('::1', 3000)],
    [
      'tcp:10.0.0.1:2001 udp:10.0.0.2:2002',
      at('10.0.0.2', 2002),
      at('10.0.0.1', 2001),
    ],
    [
      'udp:daemon:2002  tcp:daemon:2001',
      at('daemon', 2002),
      at('daemon', 2001),
    ],
    ['udp:[::1]:1 tcp:[fe80::2]:65535', at('::1', 1), at('fe80::2', 65_535)],
  ])('reads %s', (text, udp, tcp) => {
    expect(parseDaemonAddress(text)).toEqual({ udp, tcp });
  });

  it.each([
    '127.0.0.1',
    ':2000',
    'host:',
    'host:0',
    'host:65536',
    'host:2k',
    '2001:db8::1:2000',
    '[::zz]:2000',
    '999.1.1.1:2000',
    'http://host:2000',
    'udp:127.0.0.1:2000',
    'tcp:127.0.0.1:2000 tcp:127.0.0.1:2000',
    'udp:127.0.0.1:2000 127.0.0.1:2000',
    'udp:a:1 tcp:b:2 tcp:c:3',
    'udp:a tcp:b',
  ])('refuses %s', (text) => {
    expect(() => parseDaemonAddress(text)).toThrow(/^(does not|is not)/);
  });
});
