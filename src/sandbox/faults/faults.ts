import type { Vendor } from '../store/vendor.js';
import {
  type Fault,
  type FaultInput,
  parseFault,
  parseVendors,
} from './fault.js';
import type { FaultSwitch } from './fault-switch.js';

/** The fault in force at a vendor and what it did; `null` when there is none. */
export type FaultState =
  | (Fault & {
      /** When it began, milliseconds since the epoch. */
      readonly begunAt: number;
      /** Milliseconds until it ends by itself; `null` when it waits to be cleared. */
      readonly remainingMs: number | null;
      /** Requests and datagrams hit; none by `refuse`, which hears of none. */
      readonly hits: number;
      /** Single records refused by `partial`, or dropped while `slow` because too many waited. */
      readonly rejected: number;
    })
  | null;

/** The state of all four. */
export type FaultStates = Readonly<Record<Vendor, FaultState>>;

/** The switches of the four vendors' faults. */
export class Faults {
  readonly #switches: Readonly<Record<Vendor, FaultSwitch>>;

  constructor(switches: Readonly<Record<Vendor, FaultSwitch>>) {
    this.#switches = switches;
  }

  /**
   * Puts a fault in force in place of any other.
   *
   * @param vendor One of the four, or `all`.
   * @throws FaultError `UNKNOWN_VENDOR`, `INVALID_FAULT`, `PORT_TAKEN`.
   */
  async set(vendor: Vendor | 'all', fault: FaultInput): Promise<void> {
    await this.setUnchecked(vendor, fault);
  }

  /**
   * The same for input that nobody has checked yet.
   *
   * @throws FaultError `UNKNOWN_VENDOR`, `INVALID_FAULT`, `PORT_TAKEN`.
   */
  async setUnchecked(vendor: string, input: unknown): Promise<void> {
    const vendors = parseVendors(vendor);
    const fault = parseFault(input);
    await Promise.all(vendors.map((name) => this.#switches[name].set(fault)));
  }

  /**
   * Ends the fault of a vendor, or of `all`; resolves once its port listens.
   *
   * @throws FaultError `UNKNOWN_VENDOR`, `PORT_TAKEN`.
   */
  async clear(vendor: string = 'all'): Promise<void> {
    await Promise.all(
      parseVendors(vendor).map((name) => this.#switches[name].set(undefined)),
    );
  }

  /** What is in force. */
  read(): FaultStates {
    return {
      otlp: this.#stateOf('otlp'),
      xray: this.#stateOf('xray'),
      cloudwatch: this.#stateOf('cloudwatch'),
      rollbar: this.#stateOf('rollbar'),
    };
  }

  #stateOf(vendor: Vendor): FaultState {
    const { active } = this.#switches[vendor];
    if (!active) return null;
    const { fault, begunAt, remainingMs, hits, rejected } = active;
    return { ...fault, begunAt, remainingMs, hits, rejected };
  }
}
