import type { Context } from '@opentelemetry/api';

/** Links from which on a context is made anew of the values that can still be read. */
const MAX_LINKS = 32;

/**
 * An OpenTelemetry context that holds one value and points at its parent. The API's own copies a Map for each value that
 * is set, which costs more than all else that is done with a context in a request (docs/performance.md).
 */
export class LinkedContext implements Context {
  private constructor(
    private readonly parent: Context,
    private readonly key: symbol,
    private readonly value: unknown,
    private readonly links: number,
  ) {}

  /** `parent` with one more value; what is set further on it is linked too. */
  static on(parent: Context, key: symbol, value: unknown): LinkedContext {
    const links = parent instanceof LinkedContext ? parent.links + 1 : 1;
    return new LinkedContext(parent, key, value, links);
  }

  getValue(key: symbol): unknown {
    if (key === this.key) {
      return this.value;
    }
    let at = this.parent;
    while (at instanceof LinkedContext) {
      if (at.key === key) {
        return at.value;
      }
      at = at.parent;
    }
    return at.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    if (key === this.key) {
      return new LinkedContext(this.parent, key, value, this.links);
    }
    return LinkedContext.on(
      this.links < MAX_LINKS ? this : this.shortened(),
      key,
      value,
    );
  }

  deleteValue(key: symbol): Context {
    return this.setValue(key, undefined);
  }

  /** The same values, each held once: a chain that is set the same keys again and again does not grow. */
  private shortened(): Context {
    const values = new Map([[this.key, this.value]]);
    let at = this.parent;
    while (at instanceof LinkedContext) {
      if (!values.has(at.key)) {
        values.set(at.key, at.value);
      }
      at = at.parent;
    }
    let short = at;
    for (const [key, value] of [...values].toReversed()) {
      short = LinkedContext.on(short, key, value);
    }
    return short;
  }
}
