import type { Attributes, AttributeValue } from '@opentelemetry/api';
import {
  AddAttributeDecision,
  cleanAttributes,
  maybeAddAttribute,
} from '@opentelemetry/core';

export interface AttributeLimits {
  readonly attributeCountLimit: number;
  /** UTF-16 units. */
  readonly attributeValueLengthLimit: number;
}

/** The attributes of one span, within its limits; part of them may be made only when they are first read. */
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
      this.written = attributes ?? {};
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
      this.putAll(described(describe));
      this.putAll(later);
    }
    return this.written;
  }

  putAll(attributes: Attributes): void {
    for (const key of Object.keys(attributes)) {
      this.put(key, attributes[key]);
    }
  }

  put(key: string, value: AttributeValue): void {
    try {
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
    } catch {
      // A getter of the caller's threw.
    }
  }
}

function described(describe: () => Attributes): Attributes {
  try {
    return describe();
  } catch {
    return {};
  }
}
