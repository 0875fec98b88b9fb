import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * A value that must not be printed: a token, a key, a URL with a password.
 * String conversion, JSON and `util.inspect` (so `console.log`) give `[secret]`; only {@link Secret.reveal} gives the value.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one place that sends it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
