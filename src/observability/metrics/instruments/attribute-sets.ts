import type { Attributes } from '@opentelemetry/api';
import { MAX_SERIES, OVERFLOW } from './max-series.js';
import { safeAttributes } from './safe-attributes.js';

const NONE: Attributes = Object.freeze({});
/** UTF-16 units of an attribute set that tell it from others. */
const MAX_KEY = 4096;

/**
 * The attribute sets of one instrument: each is redacted once, and is one object from then on. Bounded for the life of the
 * process; the SDK bounds only what comes between two collections.
 */
export class AttributeSets {
  private readonly known = new Map<string, Attributes>();

  /** Never throws, and keeps nothing of what it is given. */
  of(given: Attributes | undefined): Attributes {
    if (given === undefined) {
      return NONE;
    }
    try {
      const key = keyOf(given);
      let attributes = this.known.get(key);
      if (attributes === undefined) {
        if (this.known.size >= MAX_SERIES - 1) {
          return OVERFLOW;
        }
        const safe = Object.freeze(safeAttributes(given));
        const safeKey = keyOf(safe);
        // Sets that differed in a secret alone are one.
        attributes = this.known.get(safeKey) ?? safe;
        this.known.set(safeKey, attributes);
        this.known.set(key, attributes);
      }
      return attributes;
    } catch {
      return NONE;
    }
  }
}

function keyOf(attributes: Attributes): string {
  let key = '';
  for (const name of Object.keys(attributes).toSorted()) {
    const value = attributes[name];
    const text =
      typeof value === 'string'
        ? value.slice(0, MAX_KEY)
        : JSON.stringify(value);
    key += `${name}\u0000${typeof value}\u0000${text}\u0000`;
    if (key.length > MAX_KEY) {
      return key.slice(0, MAX_KEY);
    }
  }
  return key;
}
