import { BlockList, isIP } from 'node:net';

/**
 * Names for networks that are one's own, by the names and ranges of Express and Fastify (`trustProxy`, package proxy-addr).
 */
const NAMED_RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Answers remembered; a service behind few proxies sees few peers. */
const MAX_REMEMBERED = 1000;

/** Whose sampling wish is followed: peers of one's own network by default, as a stranger could keep or hide what he likes. */
export class TrustedPeers {
  private readonly list = new BlockList();
  private readonly remembered = new Map<string, boolean>();

  /**
   * @param patterns IP addresses, networks (`10.1.0.0/16`) and the names `loopback`, `linklocal`, `uniquelocal`, `all`; an
   * empty list trusts nobody. @default loopback, linklocal, uniquelocal
   * @throws RangeError for a pattern that is none
   */
  constructor(
    private readonly patterns: readonly string[] = Object.keys(NAMED_RANGES),
  ) {
    for (const range of patterns.flatMap(
      (pattern) =>
        NAMED_RANGES[pattern] ?? (pattern === 'all' ? [] : [pattern]),
    )) {
      this.add(range);
    }
  }

  /** @param address of the socket's other end, never what a header claims */
  includes(address: string | undefined): boolean {
    if (address === undefined) {
      return false;
    }
    if (this.patterns.includes('all')) {
      return true;
    }
    let trusted = this.remembered.get(address);
    if (trusted === undefined) {
      trusted = this.check(address);
      if (this.remembered.size >= MAX_REMEMBERED) {
        this.remembered.clear();
      }
      this.remembered.set(address, trusted);
    }
    return trusted;
  }

  private check(address: string): boolean {
    const [host = ''] = address.split('%', 1);
    const family = isIP(host);
    return (
      family !== 0 && this.list.check(host, family === 4 ? 'ipv4' : 'ipv6')
    );
  }

  private add(range: string): void {
    const [network = '', prefix] = range.split('/');
    const family = isIP(network);
    const bits = family === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (
      family === 0 ||
      !Number.isInteger(length) ||
      length < 0 ||
      length > bits ||
      prefix === ''
    ) {
      throw new RangeError(
        `${range} is no IP address, network or name of one (loopback, linklocal, uniquelocal, all)`,
      );
    }
    this.list.addSubnet(network, length, family === 4 ? 'ipv4' : 'ipv6');
  }
}
