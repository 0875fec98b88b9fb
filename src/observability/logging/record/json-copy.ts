import { types } from 'node:util';
import {
  bigintText,
  define,
  isCardNumber,
  isSecretKey,
  isSecretName,
  isWithheldKey,
  REDACTED,
  redactText,
  secretFieldOf,
} from '../../redaction/index.js';
import type { JsonValue } from './json-value.js';

/** Bounds of what one log record may hold; each is far above what a person reads and far below what hurts a process. */
const MAX_DEPTH = 8;
const MAX_NODES = 5000;
const MAX_CHILDREN = 1000;
const MAX_CHARACTERS = 2_000_000;

/**
 * Copies anything into plain JSON without ever throwing or changing what it is shown: cycles, BigInt, symbols, Maps,
 * Sets, Errors with their causes, getters and `toJSON` that throw, revoked proxies. Secrets stay behind, by their key or by
 * their look. One copy serves one log record, whose depth, number of values and characters it bounds; what is left out
 * leaves a mark in brackets.
 */
export class JsonCopy {
  private nodes = MAX_NODES;
  private characters = MAX_CHARACTERS;
  private readonly ancestors = new Set<object>();

  /** The copy; undefined for undefined, as JSON leaves it out. */
  of(value: unknown): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
        return this.text(value);
      case 'number':
        return numberOf(value);
      case 'boolean':
        return value;
      case 'bigint':
        return this.text(bigintText(value));
      case 'symbol':
        return this.text(String(value));
      case 'function':
        return attempt(() => `[Function ${this.text(nameOf(value))}]`);
      case 'object':
        return value === null ? null : this.object(value);
      default:
        return undefined;
    }
  }

  /** A string without secrets, within what is left of the record's characters. */
  text(text: string): string {
    const kept = Math.min(text.length, this.characters);
    this.characters -= kept;
    return kept === text.length
      ? redactText(text)
      : `${redactText(text, kept)}[${String(text.length - kept)} more characters]`;
  }

  /**
   * An Error as `{ type, message, stack, cause, errors, … }`: `type` is its name, `cause` and an AggregateError's `errors`
   * are described in turn, and own primitive properties (`code`, `errno` …) follow.
   */
  error(error: Error): JsonValue {
    return this.descend(error, () => this.describe(error));
  }

  private object(value: object): JsonValue | undefined {
    return this.descend(value, () => {
      if (isError(value)) {
        return this.describe(value);
      }
      if (Array.isArray(value)) {
        return this.list(value, value.length);
      }
      if (value instanceof Map) {
        return this.entries(mapEntries(value), value.size);
      }
      if (value instanceof Set) {
        return this.list(value, value.size);
      }
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        return `[${value.constructor.name} of ${String(value.byteLength)} bytes]`;
      }
      if (value instanceof RegExp) {
        return this.text(String(value));
      }
      if (value instanceof Date && Number.isNaN(value.getTime())) {
        return '[Invalid Date]';
      }
      const toJson: unknown = Reflect.get(value, 'toJSON');
      if (typeof toJson === 'function') {
        return this.of(Reflect.apply(toJson, value, [])) ?? null;
      }
      const keys = Object.keys(value);
      return this.entries(
        ownEntries(value, keys),
        keys.length,
        secretFieldOf(value),
      );
    });
  }

  private descend(value: object, copy: () => JsonValue | undefined): JsonValue {
    if (this.ancestors.has(value)) {
      return '[Circular]';
    }
    if (this.ancestors.size >= MAX_DEPTH || this.nodes <= 0) {
      return '[Truncated]';
    }
    this.nodes -= 1;
    this.ancestors.add(value);
    const copied = attempt(copy);
    this.ancestors.delete(value);
    return copied ?? null;
  }

  private list(items: Iterable<unknown>, length: number): JsonValue {
    const copies: JsonValue[] = [];
    let isSecret = false;
    for (const item of items) {
      if (copies.length >= MAX_CHILDREN || !this.spend()) {
        break;
      }
      copies.push(isSecret ? REDACTED : (this.of(item) ?? null));
      // Names and values in turns, as in Node's `rawHeaders`.
      isSecret = copies.length % 2 === 1 && isSecretName(item);
    }
    if (copies.length < length) {
      copies.push(`[${String(length - copies.length)} more]`);
    }
    return copies;
  }

  /**
   * @param secretField key of a value that the object itself names as a secret
   * @param isKeptBack whether the value under a key is
   */
  private entries(
    entries: Iterable<Entry>,
    length: number,
    secretField?: string,
    isKeptBack: (key: string) => boolean = isWithheldKey,
  ): Record<string, JsonValue> {
    const copies: Record<string, JsonValue> = {};
    let copied = 0;
    for (const [key, read] of entries) {
      if (copied >= MAX_CHILDREN || !this.spend()) {
        break;
      }
      copied += 1;
      const copy =
        isKeptBack(key) || key === secretField
          ? REDACTED
          : attempt(() => this.of(read()));
      if (copy !== undefined) {
        define(copies, this.text(key), copy);
      }
    }
    if (copied < length) {
      copies['[more]'] = length - copied;
    }
    return copies;
  }

  private describe(error: Error): JsonValue {
    const read = (key: string): unknown => Reflect.get(error, key);
    const own = Object.keys(error).filter((key) => !ERROR_KEYS.has(key));
    const entries: Entry[] = [
      ['type', () => String(read('name'))],
      ['message', () => String(read('message'))],
      ['stack', () => read('stack')],
      ['cause', () => read('cause')],
      ['errors', () => read('errors')],
      ...own.map((key): Entry => [key, () => primitive(read(key))]),
    ];
    // An error's own words are told.
    return this.entries(entries, entries.length, undefined, isSecretKey);
  }

  private spend(): boolean {
    this.nodes -= 1;
    return this.nodes >= 0;
  }
}

/** Whether a value is an Error, one of another realm (`node:vm`) too. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** A function's name, which a class may have made anything at all. */
function nameOf(value: object): string {
  const name: unknown = Reflect.get(value, 'name');
  return String(name);
}

function numberOf(value: number): JsonValue {
  if (isCardNumber(value)) {
    return REDACTED;
  }
  return Number.isFinite(value) ? value : String(value);
}

/** A key and how to read its value. */
type Entry = readonly [string, () => unknown];

function* mapEntries(map: ReadonlyMap<unknown, unknown>): Generator<Entry> {
  for (const [key, item] of map) {
    yield [keyText(key), () => item];
  }
}

function* ownEntries(value: object, keys: readonly string[]): Generator<Entry> {
  for (const key of keys) {
    yield [key, () => Reflect.get(value, key)];
  }
}

const ERROR_KEYS = new Set([
  'name',
  'type',
  'message',
  'stack',
  'cause',
  'errors',
]);

/** An Error's own objects (a request, a response, a socket) are not logged. */
function primitive(value: unknown): unknown {
  return typeof value === 'object' || typeof value === 'function'
    ? undefined
    : value;
}

function keyText(key: unknown): string {
  return typeof key === 'object' && key !== null ? '[object]' : String(key);
}

function attempt<V extends JsonValue | undefined>(copy: () => V): V | string {
  try {
    return copy();
  } catch {
    return '[Unreadable]';
  }
}
