import type { Attributes } from '@opentelemetry/api';

/**
 * Attributes of a span that are made when somebody first reads them. It holds copies of facts and never the request itself:
 * a span is read after the request is gone, and whatever it reaches stays in memory with it.
 */
export interface SpanDescription {
  /** Without secrets. Called once at the most; may throw. */
  attributes(): Attributes;
  /** How many they are and the UTF-16 units of their texts, about: memory is counted by it before they are made. */
  readonly size: { readonly count: number; readonly texts: number };
}

/** Attributes that are made already, and have no secrets. Not to be changed any more. */
export class MadeDescription implements SpanDescription {
  constructor(private readonly made: Attributes) {}

  attributes(): Attributes {
    return this.made;
  }

  get size(): SpanDescription['size'] {
    const keys = Object.keys(this.made);
    let texts = 0;
    for (const key of keys) {
      const value = this.made[key];
      texts += typeof value === 'string' ? value.length : 0;
    }
    return { count: keys.length, texts };
  }
}
