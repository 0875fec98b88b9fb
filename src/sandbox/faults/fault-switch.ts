import { ActiveFault } from './active-fault.js';
import { FaultError } from './fault.errors.js';
import type { Fault } from './fault.js';
import type { FaultGate } from './fault-gate.js';

/** What `refuse` closes. */
export interface FaultPort {
  shut(): Promise<void>;
  /** @throws the system's error when the port cannot be bound. */
  open(): Promise<void>;
}

/** Pause before a fault whose port could not be bound is ended anew, milliseconds. */
const RETRY_MS = 1_000;

/** Sets and clears the fault of one vendor, one change after the other. */
export class FaultSwitch {
  readonly #gate: FaultGate;
  readonly #port: FaultPort;
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(gate: FaultGate, port: FaultPort) {
    this.#gate = gate;
    this.#port = port;
  }

  /** The fault in force. */
  get active(): ActiveFault | undefined {
    return this.#gate.active;
  }

  /**
   * Puts a fault in force in place of any other, or clears it.
   *
   * @throws FaultError `PORT_TAKEN` when the port of an ended `refuse` cannot be bound again; the fault stays then.
   * @throws FaultError `SANDBOX_CLOSED` after `stop`.
   */
  set(fault: Fault | undefined): Promise<void> {
    return this.#inTurn(() => this.#change(fault));
  }

  /** Ends the fault without a word, and for good; no port is opened. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#gate.replace(undefined);
  }

  async #change(fault: Fault | undefined): Promise<void> {
    const refused = this.#gate.active?.fault.type === 'refuse';
    const refuses = fault?.type === 'refuse';
    if (refused && !refuses) await this.#openPort();
    if (this.#stopped) {
      throw new FaultError(503, 'SANDBOX_CLOSED', 'The sandbox is closed.');
    }
    clearTimeout(this.#timer);
    const next = fault && new ActiveFault(fault);
    this.#gate.replace(next);
    if (refuses && !refused) await this.#port.shut();
    if (next?.fault.durationMs !== undefined && !this.#stopped) {
      this.#endIn(next.fault.durationMs, next);
    }
  }

  #endIn(ms: number, active: ActiveFault): void {
    this.#timer = setTimeout(() => {
      this.#inTurn(async () => {
        if (this.#gate.active === active) await this.#change(undefined);
      }).catch(() => {
        if (!this.#stopped) this.#endIn(RETRY_MS, active);
      });
    }, ms);
  }

  async #openPort(): Promise<void> {
    try {
      await this.#port.open();
    } catch (error) {
      throw new FaultError(
        503,
        'PORT_TAKEN',
        `The port cannot be bound again: ${error instanceof Error ? error.message : String(error)}. The fault stays.`,
        { cause: error },
      );
    }
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(change);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
