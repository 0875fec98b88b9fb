import type { ActiveFault } from './active-fault.js';

/** Stands before one receiver and knows the fault in force there. */
export class FaultGate {
  #active: ActiveFault | undefined;

  /** The fault in force. */
  get active(): ActiveFault | undefined {
    return this.#active;
  }

  /** Puts another fault in force, or none; the former ends. */
  replace(next: ActiveFault | undefined): void {
    const former = this.#active;
    this.#active = next;
    former?.end();
  }
}
