import type { Attributes, AttributeValue } from '@opentelemetry/api';
import {
  AddAttributeDecision,
  cleanAttributes,
  maybeAddAttribute,
} from '@opentelemetry/core';

import { redactAttribute } from './redact-attribute.js';

export interface AttributeLimits {
  readonly attributeCountLimit: number;
  /** UTF-16 units. */
  readonly attributeValueLengthLimit: number;
}

/**
 * The attributes of one span, within its limits and without secrets; part of them may be made only when they are first
 * read, and whoever makes those keeps the secrets out.
 */
export class SpanAttributes {
  /** Attributes that found no room or were none. */
  dropped = 0;
  private written: Attributes = {};
  private count = 0;

  /**
   * @param describe makes further attributes at the first read; what was set on the span wins
   */
  constructor(
    private readonly limits: AttributeLimits,
    given: Attributes | undefined,
    private describe: (() => Attributes) | undefined,
  ) {
    if (given !== undefined) {
      const { attributes, droppedAttributesCount } = cleanAttributes(
        given,
        limits,
      );
      this.written = redactAttributes(attributes ?? {});
      this.count = Object.keys(this.written).length;
      this.dropped = droppedAttributesCount ?? 0;
    }
  }

  /** All attributes; the same object from the first read on. */
  read(): Attributes {
    const { describe } = this;
    if (describe !== undefined) {
      this.describe = undefined;
      const later = this.written;
      this.written = {};
      this.count = 0;
      this.addAll(described(describe));
      this.addAll(later);
    }
    return this.written;
  }

  putAll(attributes: Attributes): void {
    for (const key of Object.keys(attributes)) {
      this.attempt(() => {
        this.add(key, redactAttribute(key, attributes[key]));
      });
    }
  }

  put(key: string, value: AttributeValue): void {
    this.attempt(() => {
      this.add(key, redactAttribute(key, value));
    });
  }

  private addAll(attributes: Attributes): void {
    for (const key of Object.keys(attributes)) {
      this.attempt(() => {
        this.add(key, attributes[key]);
      });
    }
  }

  private add(key: string, value: AttributeValue): void {
    const decision = maybeAddAttribute({
      key,
      value,
      attributes: this.written,
      limits: this.limits,
      currentAttributesCount: this.count,
    });
    if (decision === AddAttributeDecision.ADD_NEW) {
      this.count += 1;
    } else if (decision === AddAttributeDecision.DROP_LIMIT_REACHED) {
      this.dropped += 1;
    }
  }

  private attempt(add: () => void): void {
    try {
      add();
    } catch {
      // A getter of the caller's threw.
    }
  }
}

/** The same object, its values without secrets. */
export function redactAttributes(attributes: Attributes): Attributes {
  for (const [key, value] of Object.entries(attributes)) {
    attributes[key] = redactAttribute(key, value);
  }
  return attributes;
}

function described(describe: () => Attributes): Attributes {
  try {
    return describe();
  } catch {
    return {};
  }
}
