import type { AttributeValue } from '../../store/records.js';
import { base64, double, int64 } from './scalars.js';

/** A value or attribute that is not of the form of `common.proto`. */
export class ValueShapeError extends Error {
  override readonly name = 'ValueShapeError';
}

/** Deepest nesting of values, levels: what protobuf's own decoders allow messages. */
const MAX_DEPTH = 100;

/** One attribute, before keys are checked for duplicates. */
export interface KeyValue {
  readonly key: string;
  readonly value: AttributeValue;
}

/**
 * Reads an `AnyValue` in its JSON shape: at most one member set; none is an
 * empty value, `null` here. Written out by hand because nine in ten values
 * received pass through here, and a general schema costs twenty times as much.
 *
 * @throws ValueShapeError
 */
export function readAnyValue(raw: unknown, depth = 0): AttributeValue {
  if (depth > MAX_DEPTH) {
    throw new ValueShapeError('values nest too deeply');
  }
  const members = Object.entries(asObject(raw, 'a value')).filter(
    ([name, member]) =>
      READERS.has(name) && member !== null && member !== undefined,
  );
  const [only, ...others] = members;
  if (!only) return null;
  if (others.length > 0) {
    throw new ValueShapeError('an AnyValue must hold one value');
  }
  const [name, member] = only;
  return READERS.get(name)?.(member, depth) ?? null;
}

/**
 * Reads a list of attributes in wire order.
 *
 * @throws ValueShapeError
 */
export function readKeyValues(raw: unknown, depth = 0): KeyValue[] {
  return asList(raw, 'attributes').map((pair) => {
    const { key, value } = asKeyValue(pair);
    if (typeof (key ?? '') !== 'string') {
      throw new ValueShapeError('an attribute key must be a string');
    }
    return {
      key: typeof key === 'string' ? key : '',
      value:
        value === null || value === undefined
          ? null
          : readAnyValue(value, depth),
    };
  });
}

const READERS = new Map<
  string,
  (member: unknown, depth: number) => AttributeValue
>([
  ['stringValue', (member) => expect('string', member)],
  ['boolValue', (member) => expect('boolean', member)],
  ['intValue', (member) => orThrow(int64.safeParse(member), 'intValue')],
  ['doubleValue', (member) => orThrow(double.safeParse(member), 'doubleValue')],
  ['bytesValue', (member) => orThrow(base64.safeParse(member), 'bytesValue')],
  [
    'arrayValue',
    (member, depth) =>
      valuesOf(member).map((value) => readAnyValue(value, depth + 1)),
  ],
  [
    'kvlistValue',
    (member, depth) =>
      Object.fromEntries(
        readKeyValues(valuesOf(member), depth + 1).map(({ key, value }) => [
          key,
          value,
        ]),
      ),
  ],
]);

function expect(type: 'string' | 'boolean', member: unknown): string | boolean {
  if (typeof member === 'string' && type === 'string') return member;
  if (typeof member === 'boolean' && type === 'boolean') return member;
  throw new ValueShapeError(`a ${type} value must be a ${type}`);
}

function orThrow<T>(
  parsed: { success: true; data: T } | { success: false },
  name: string,
): T {
  if (parsed.success) return parsed.data;
  throw new ValueShapeError(`a malformed ${name}`);
}

function valuesOf(member: unknown): unknown[] {
  const { values }: { values?: unknown } = asObject(member, 'a list');
  return asList(values, 'values');
}

function asKeyValue(raw: unknown): { key?: unknown; value?: unknown } {
  return asObject(raw, 'an attribute');
}

function asObject(raw: unknown, what: string): object {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw))
    return raw;
  throw new ValueShapeError(`${what} must be an object`);
}

function asList(raw: unknown, what: string): unknown[] {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw)) return raw;
  throw new ValueShapeError(`${what} must be a list`);
}
