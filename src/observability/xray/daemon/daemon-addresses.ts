import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Time for which a looked-up address is believed, in milliseconds: a container that is replaced gets another one. */
const BELIEVED_MS = 30_000;

/** The addresses of the daemon's host, one after the other as they fail. IPv4 comes first: the daemon listens there by default. */
export class DaemonAddresses {
  private addresses: readonly ResolvedAddress[] = [];
  private index = 0;
  private lookedUpAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly host: string) {
    const family = isIP(host);
    if (family === 4 || family === 6) {
      this.addresses = [{ address: host, family }];
      this.lookedUpAt = Number.POSITIVE_INFINITY;
    }
  }

  /** Rejects when the name can't be looked up and never could. */
  async current(): Promise<ResolvedAddress> {
    if (performance.now() - this.lookedUpAt > BELIEVED_MS) {
      await this.lookUp();
    }
    const address = this.addresses[this.index % this.addresses.length];
    if (address === undefined) {
      throw new Error(`${this.host} has no address`);
    }
    return address;
  }

  /** The current address failed: the next one's turn, after a new look-up where there is only one. */
  advance(): void {
    this.index += 1;
    if (this.lookedUpAt !== Number.POSITIVE_INFINITY) {
      this.lookedUpAt = Number.NEGATIVE_INFINITY;
    }
  }

  private async lookUp(): Promise<void> {
    try {
      const found = await lookup(this.host, { all: true, order: 'ipv4first' });
      this.addresses = found.map(({ address, family }) => ({
        address,
        family: family === 6 ? 6 : 4,
      }));
      this.lookedUpAt = performance.now();
    } catch (error) {
      if (this.addresses.length === 0) {
        throw error;
      }
    }
  }
}
