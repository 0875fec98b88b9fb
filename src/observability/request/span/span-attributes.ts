import { types } from 'node:util';
import type { Attributes, AttributeValue } from '@opentelemetry/api';
import { define, redactName } from '../../redaction/index.js';
import { copyAttribute, MAX_VALUE_BYTES } from './attribute-copy.js';
import { boundedText } from './bounded-text.js';
import { redactAttribute, redactAttributeText } from './redact-attribute.js';
import type { SpanDescription } from './span-description.js';

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

/** Up to this many UTF-16 units a text is short, whatever it is made of. */
const SHORT_UNITS = Math.floor(SHORT_BYTES / 3);

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
  private texts = 0;

  /**
   * @param description makes further attributes at the first read; what was set on the span wins
   * @param maxBytes of the long values together
   */
  constructor(
    private readonly limits: AttributeLimits,
    given: Attributes | undefined,
    private description?: SpanDescription,
    private readonly maxBytes = MAX_TOTAL_BYTES,
  ) {
    if (given !== undefined) {
      this.putAll(given);
    }
  }

  /** How many they are and the UTF-16 units of their texts: about, for those that are not made yet. */
  get size(): SpanDescription['size'] {
    const later = this.description?.size;
    return {
      count: this.count + (later?.count ?? 0),
      texts: this.texts + (later?.texts ?? 0),
    };
  }

  /** All attributes; the same object from the first read on. */
  read(): Attributes {
    const { description } = this;
    if (description !== undefined) {
      this.description = undefined;
      const later = this.written;
      this.written = {};
      this.count = 0;
      this.bytes = 0;
      this.texts = 0;
      this.addAll(described(description));
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
      try {
        this.writeRedacted(key, attributes[key]);
      } catch {
        this.dropped += 1;
      }
    }
  }

  put(key: string, value: AttributeValue): void {
    try {
      this.writeRedacted(key, value);
    } catch {
      this.dropped += 1;
    }
  }

  /** As `put`, for what we say ourselves under a name of our own: neither has a secret in it. */
  note(key: string, value: string | number | boolean): void {
    this.write(key, value, asItIs);
  }

  private addAll(attributes: Attributes): void {
    for (const key of keysOf(attributes)) {
      try {
        this.write(key, attributes[key], asItIs);
      } catch {
        this.dropped += 1;
      }
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
    const old = isNew ? undefined : this.written[key];
    if (isShort(value, this.limits)) {
      const kept = shown(key, value);
      this.bytes += sizeOf(kept) - sizeOf(old);
      this.texts += unitsOf(kept) - unitsOf(old);
      this.count += isNew ? 1 : 0;
      define(this.written, key, kept);
      return;
    }
    const before = sizeOf(old);
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
    this.texts += unitsOf(kept) - unitsOf(old);
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

/** Whether a value is within every limit as it is. */
function isShort(
  value: AttributeValue,
  { attributeValueLengthLimit }: AttributeLimits,
): boolean {
  return typeof value === 'string'
    ? value.length <= SHORT_UNITS &&
        value.length <= attributeValueLengthLimit &&
        value.isWellFormed()
    : typeof value === 'number' || typeof value === 'boolean';
}

/** UTF-16 units that a value takes as JSON, about. */
function unitsOf(value: AttributeValue): number {
  return typeof value === 'string' ? value.length : sizeOf(value);
}

function sizeOf(value: AttributeValue): number {
  if (typeof value === 'string') {
    return value.length <= SHORT_UNITS ? 0 : Buffer.byteLength(value);
  }
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value).length
    : 0;
}

function asItIs(_key: string, value: AttributeValue): AttributeValue {
  return value;
}

function described(description: SpanDescription): Attributes {
  try {
    return description.attributes();
  } catch {
    return {};
  }
}
