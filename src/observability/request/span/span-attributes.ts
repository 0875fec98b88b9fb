import { types } from 'node:util';
import type { Attributes, AttributeValue } from '@opentelemetry/api';
import { redactName } from '../../redaction/index.js';
import { copyAttribute, define, MAX_VALUE_BYTES } from './attribute-copy.js';
import { boundedText } from './bounded-text.js';
import { redactAttribute, redactAttributeText } from './redact-attribute.js';

export interface AttributeLimits {
  readonly attributeCountLimit: number;
  /** UTF-16 units of one text. */
  readonly attributeValueLengthLimit: number;
}

/** Bytes of a key. */
const MAX_KEY_BYTES = 1024;
/** Bytes of a span's long values together, so that no span fills a batch of its own. */
const MAX_TOTAL_BYTES = 262_144;
/** Up to this size a value counts nothing, and is kept whole where long ones are cut. */
const SHORT_BYTES = 256;

/** What tells how a request ended and where its error is; an application that filled its span does not push it out. */
const ALWAYS_KEPT: ReadonlySet<string> = new Set([
  'http.response.status_code',
  'error.type',
  'exception.type',
  'exception.message',
  'exception.stacktrace',
  'rollbar.uuid',
  'user.id',
  'sampling.keep_reason',
  'trace.dropped_spans',
]);

/**
 * The attributes of one span, event or link, within limits of count and bytes and without secrets; part of them may be made
 * only when they are first read, and whoever makes those keeps the secrets out. Never throws: a getter that does costs its
 * own attribute.
 */
export class SpanAttributes {
  /** Attributes that found no room or were none. */
  dropped = 0;
  private written: Attributes = {};
  private count = 0;
  private bytes = 0;

  /**
   * @param describe makes further attributes at the first read; what was set on the span wins
   * @param maxBytes of the long values together
   */
  constructor(
    private readonly limits: AttributeLimits,
    given: Attributes | undefined,
    private describe?: () => Attributes,
    private readonly maxBytes = MAX_TOTAL_BYTES,
  ) {
    if (given !== undefined) {
      this.putAll(given);
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
      this.bytes = 0;
      this.addAll(described(describe));
      this.addAll(later);
    }
    return this.written;
  }

  /** One attribute that was set, without making those that are made at the first read. */
  peek(key: string): AttributeValue {
    return Object.hasOwn(this.written, key) ? this.written[key] : undefined;
  }

  putAll(attributes: Attributes): void {
    for (const key of keysOf(attributes)) {
      this.attempt(() => {
        this.writeRedacted(key, attributes[key]);
      });
    }
  }

  put(key: string, value: AttributeValue): void {
    this.attempt(() => {
      this.writeRedacted(key, value);
    });
  }

  private addAll(attributes: Attributes): void {
    for (const key of keysOf(attributes)) {
      this.attempt(() => {
        this.write(key, attributes[key], asItIs);
      });
    }
  }

  private attempt(write: () => void): void {
    try {
      write();
    } catch {
      this.dropped += 1;
    }
  }

  private writeRedacted(given: string, value: AttributeValue): void {
    if (typeof given !== 'string' || given === '') {
      return;
    }
    const key = redactName(given, MAX_KEY_BYTES);
    if (typeof value === 'string') {
      this.write(key, redactAttributeText(key, value), asItIs);
    } else {
      this.write(key, value, redactAttribute);
    }
  }

  private write(
    given: string,
    value: AttributeValue,
    shown: (key: string, value: AttributeValue) => AttributeValue,
  ): void {
    if (value === undefined || typeof given !== 'string' || given === '') {
      return;
    }
    const isFull = this.count >= this.limits.attributeCountLimit;
    const key = boundedText(given, MAX_KEY_BYTES);
    const isNew = !Object.hasOwn(this.written, key);
    if (isNew && isFull && !ALWAYS_KEPT.has(key)) {
      this.dropped += 1;
      return;
    }
    const before = isNew ? 0 : sizeOf(this.written[key]);
    const left = this.maxBytes - this.bytes + before;
    const copy = copyAttribute(
      value,
      this.limits.attributeValueLengthLimit,
      Math.min(MAX_VALUE_BYTES, Math.max(SHORT_BYTES, left)),
    );
    if (copy === undefined) {
      this.dropped += 1;
      return;
    }
    const kept = shown(key, copy);
    this.bytes += sizeOf(kept) - before;
    this.count += isNew ? 1 : 0;
    define(this.written, key, kept);
  }
}

function keysOf(attributes: unknown): readonly string[] {
  try {
    return typeof attributes === 'object' &&
      attributes !== null &&
      !types.isBoxedPrimitive(attributes) &&
      !ArrayBuffer.isView(attributes)
      ? Object.keys(attributes)
      : [];
  } catch {
    return [];
  }
}

function sizeOf(value: AttributeValue): number {
  if (typeof value === 'string') {
    return value.length * 3 <= SHORT_BYTES ? 0 : Buffer.byteLength(value);
  }
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value).length
    : 0;
}

function asItIs(_key: string, value: AttributeValue): AttributeValue {
  return value;
}

function described(describe: () => Attributes): Attributes {
  try {
    return describe();
  } catch {
    return {};
  }
}
