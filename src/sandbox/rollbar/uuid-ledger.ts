/** How many uuids are remembered. */
const MAX_UUIDS = 50_000;

/** Remembers recent uuids: Rollbar discards an occurrence whose uuid it has seen (API reference, "Create item"). */
export class UuidLedger {
  readonly #seen = new Set<string>();

  /** Notes a uuid; `false` when it had been seen. */
  note(uuid: string): boolean {
    if (this.#seen.has(uuid)) return false;
    this.#seen.add(uuid);
    const oldest = this.#seen.values().next().value;
    if (this.#seen.size > MAX_UUIDS && oldest !== undefined) {
      this.#seen.delete(oldest);
    }
    return true;
  }

  /** Forgets all. */
  reset(): void {
    this.#seen.clear();
  }
}
