import { types } from 'node:util';
import type { AttributeValue } from '@opentelemetry/api';
import { define } from '../../redaction/index.js';
import { boundedText, MAX_MARK_BYTES } from './bounded-text.js';

/**
 * Bytes of one value, as JSON where it is a list or a map. Source: Honeycomb documentation, "Limits"; it refuses the whole
 * span for one value that is longer.
 */
export const MAX_VALUE_BYTES = 65_535;

/** Bytes of a list or a map, as JSON. Binary data counts as its base64 does, which is a third longer. */
const MAX_NESTED_BYTES = 49_152;
/** Levels of a list or a map: vendors show fewer, and encoders follow them by recursion. */
const MAX_DEPTH = 16;
/** Values inside one list or map. */
const MAX_NODES = 8192;
/** Bytes of binary data. */
const MAX_BINARY_BYTES = 32_768;
/** Bytes of a key inside a map. */
const MAX_KEY_BYTES = 1024;
/** Bytes of `null`, of brackets and a comma, or of what stands for a part that is too deep. */
const NODE_BYTES = 16;
/** What a text must be worth to be begun at all. */
const MIN_TEXT_BYTES = 16 + MAX_MARK_BYTES;

/** Thrown where a value is none that OpenTelemetry knows; the whole attribute is left out then, as by its SDK. */
const INVALID = new TypeError('no attribute value');

/**
 * A copy of an attribute's value that nothing outside can change any more, within Honeycomb's size. What a list or a map
 * has beyond it is named in its place (`[12 more]`, `[too deep]`). Each property is read once; no code of the value is
 * called but its getters.
 *
 * @param maxLength UTF-16 units of each text, by OpenTelemetry's own variables; such a cut leaves no mark, as in its SDK
 * @param maxBytes what the value may take at the most
 * @returns undefined for what is no attribute value: functions, symbols, big integers, instances of classes, cycles
 * @throws what a getter of the value throws
 */
export function copyAttribute(
  value: unknown,
  maxLength: number,
  maxBytes = MAX_VALUE_BYTES,
): AttributeValue {
  switch (typeof value) {
    case 'string':
      return boundedText(cutLength(value, maxLength), maxBytes);
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      try {
        return new NestedCopy(
          Math.min(maxBytes, MAX_NESTED_BYTES),
          maxLength,
        ).of(value, 0);
      } catch (error) {
        if (error === INVALID) {
          return undefined;
        }
        throw error;
      }
    default:
      return undefined;
  }
}

/** The first units of a text, without half a surrogate pair at the end. */
function cutLength(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  const last = text.charCodeAt(maxLength - 1);
  return text.slice(
    0,
    last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength,
  );
}

/** One list or map, with what it may still take. */
class NestedCopy {
  private nodes = MAX_NODES;
  private readonly path = new Set<object>();

  constructor(
    private bytes: number,
    private readonly maxLength: number,
  ) {}

  of(value: unknown, depth: number): AttributeValue {
    switch (typeof value) {
      case 'string':
        return this.text(value);
      case 'number':
      case 'boolean':
        this.bytes -= 24;
        return value;
      case 'object':
        this.bytes -= NODE_BYTES;
        return value === null ? null : this.object(value, depth);
      default:
        throw INVALID;
    }
  }

  private object(value: object, depth: number): AttributeValue {
    if (types.isProxy(value) || this.path.has(value)) {
      throw INVALID;
    }
    if (value instanceof Uint8Array) {
      return this.binary(value);
    }
    const isList = Array.isArray(value);
    if (!isList && !isPlain(value)) {
      throw INVALID;
    }
    if (depth >= MAX_DEPTH) {
      return '[too deep]';
    }
    this.path.add(value);
    const copy = isList
      ? this.list(value, depth + 1)
      : this.map(value, depth + 1);
    this.path.delete(value);
    return copy;
  }

  private list(list: readonly unknown[], depth: number): AttributeValue[] {
    const copies: AttributeValue[] = [];
    for (let index = 0; index < list.length; index += 1) {
      if (!this.hasRoom()) {
        copies.push(`[${String(list.length - index)} more]`);
        break;
      }
      const item = list[index];
      if (item === undefined) {
        this.bytes -= NODE_BYTES;
      }
      copies.push(item === undefined ? item : this.of(item, depth));
    }
    return copies;
  }

  private map(map: object, depth: number): Record<string, AttributeValue> {
    const copies: Record<string, AttributeValue> = {};
    for (const key in map) {
      if (!Object.hasOwn(map, key)) {
        continue;
      }
      if (!this.hasRoom()) {
        copies['…'] = '[more entries]';
        break;
      }
      const item: unknown = Reflect.get(map, key);
      if (item !== undefined) {
        const name = boundedText(key, MAX_KEY_BYTES);
        this.bytes -= jsonBytes(name);
        define(copies, name, this.of(item, depth));
      }
    }
    return copies;
  }

  private text(text: string): string {
    // JSON writes a unit in six bytes at the most.
    const room = Math.max(this.bytes, MAX_MARK_BYTES);
    const kept = boundedText(cutLength(text, this.maxLength), room);
    const bytes = jsonBytes(kept);
    const fitting =
      bytes <= room ? kept : boundedText(text, Math.floor(room / 6));
    this.bytes -= fitting === kept ? bytes : jsonBytes(fitting);
    return fitting;
  }

  private binary(bytes: Uint8Array): Uint8Array {
    const kept = bytes.slice(
      0,
      Math.min(MAX_BINARY_BYTES, this.maxLength, Math.max(0, this.bytes / 8)),
    );
    this.bytes -= 8 * kept.byteLength;
    return kept;
  }

  private hasRoom(): boolean {
    this.nodes -= 1;
    return this.nodes > 0 && this.bytes > MIN_TEXT_BYTES;
  }
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) + 1;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
