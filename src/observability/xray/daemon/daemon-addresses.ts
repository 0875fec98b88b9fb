import type { LookupAddress } from 'node:dns';
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
  private lookingUp: Promise<void> | undefined;

  constructor(
    private readonly host: string,
    private readonly resolve: (host: string) => Promise<LookupAddress[]> = (
      name,
    ) => lookup(name, { all: true, order: 'ipv4first' }),
  ) {
    const family = isIP(host);
    if (family === 4 || family === 6) {
      this.addresses = [{ address: host, family }];
      this.lookedUpAt = Number.POSITIVE_INFINITY;
    }
  }

  /**
   * The address to use now. A known one is not kept waiting for: it is looked up anew beside the delivery, so that name
   * servers that are away don't stop it. Rejects when the name can't be looked up and never could.
   */
  async current(): Promise<ResolvedAddress> {
    if (performance.now() - this.lookedUpAt > BELIEVED_MS) {
      this.lookingUp ??= this.lookUp().finally(() => {
        this.lookingUp = undefined;
      });
      if (this.addresses.length === 0) {
        await this.lookingUp;
      }
    }
    const address = this.addresses[this.index % this.addresses.length];
    if (address === undefined) {
      throw new Error(`${this.host} has no address`);
    }
    return address;
  }

  /** The current address failed: the next one's turn, and a new look-up of a name. */
  advance(): void {
    this.index += 1;
    if (this.lookedUpAt !== Number.POSITIVE_INFINITY) {
      this.lookedUpAt = Number.NEGATIVE_INFINITY;
    }
  }

  private async lookUp(): Promise<void> {
    try {
      const found = await this.resolve(this.host);
      this.addresses = found.map(({ address, family }) => ({
        address,
        family: family === 6 ? 6 : 4,
      }));
    } catch (error) {
      if (this.addresses.length === 0) {
        throw error;
      }
    }
    this.lookedUpAt = performance.now();
  }
}
