import type { ProtoWriter } from './proto-writer.js';
import { writeText } from './text.js';

/** Stands for a value that could not be read, or that contains itself. */
export const WITHHELD = '[withheld]';

/** Levels of lists and maps: each is up to three messages, and protobuf's decoders take a hundred inside each other. */
const MAX_DEPTH = 16;
/** What a text gets at least when its list or map has used up its room. */
const LAST_TEXT_BYTES = 32;

const STRING = 0x0a;
const BOOL = 0x10;
const INT = 0x18;
const DOUBLE = 0x21;
const ARRAY = 0x2a;
const MAP = 0x32;
const BYTES = 0x3a;

const MIN_INT64 = -(2 ** 63);
const MAX_INT64 = 2 ** 63;

/** The lists and maps that a value is inside of. */
type Path = readonly object[];
const NOWHERE: Path = [];

/**
 * Writes the fields of an `AnyValue` (opentelemetry/proto/common/v1/common.proto). What has no form there is an empty value.
 *
 * @param until the writer's position that a value may reach, roughly: a longer text is cut, a longer list or map ends early
 * @throws what the value's own getters throw
 */
export function writeAnyValue(
  writer: ProtoWriter,
  value: unknown,
  until: number,
  path: Path = NOWHERE,
): void {
  switch (typeof value) {
    case 'string':
      writer.byte(STRING);
      writeText(
        writer,
        value,
        Math.max(LAST_TEXT_BYTES, until - writer.position),
      );
      break;
    case 'boolean':
      writer.byte(BOOL);
      writer.byte(value ? 1 : 0);
      break;
    case 'number':
      writeNumber(writer, value);
      break;
    case 'bigint':
      writeBigInt(writer, value, until);
      break;
    case 'object':
      if (value !== null) {
        writeObject(writer, value, until, path);
      }
      break;
    default:
  }
}

function writeNumber(writer: ProtoWriter, value: number): void {
  if (Number.isInteger(value) && value >= MIN_INT64 && value < MAX_INT64) {
    writer.byte(INT);
    if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) {
      writer.varint(value);
    } else {
      writer.int64(BigInt(value));
    }
  } else {
    writer.byte(DOUBLE);
    writer.double(value);
  }
}

function writeBigInt(writer: ProtoWriter, value: bigint, until: number): void {
  if (BigInt.asIntN(64, value) === value) {
    writer.byte(INT);
    writer.int64(value);
  } else {
    writeAnyValue(writer, value.toString(), until);
  }
}

function writeObject(
  writer: ProtoWriter,
  value: object,
  until: number,
  path: Path,
): void {
  if (value instanceof Uint8Array) {
    if (writer.position + value.byteLength > until) {
      const size = `[withheld, ${String(value.byteLength)} bytes]`;
      writeAnyValue(writer, size, until);
    } else {
      writer.byte(BYTES);
      writer.block(value);
    }
    return;
  }
  if (path.length >= MAX_DEPTH || path.includes(value)) {
    writeAnyValue(writer, WITHHELD, until);
    return;
  }
  const isList = Array.isArray(value);
  writer.byte(isList ? ARRAY : MAP);
  const start = writer.begin();
  if (isList) {
    writeItems(writer, value, until, [...path, value]);
  } else {
    writeEntries(writer, value, until, [...path, value]);
  }
  writer.end(start);
}

function writeItems(
  writer: ProtoWriter,
  items: readonly unknown[],
  until: number,
  path: Path,
): void {
  for (let index = 0; index < items.length; index += 1) {
    const isFull = writer.position >= until;
    writer.byte(0x0a);
    const start = writer.begin();
    writeAnyValue(
      writer,
      isFull ? `…[${String(items.length - index)} more]` : items[index],
      until,
      path,
    );
    writer.end(start);
    if (isFull) {
      return;
    }
  }
}

function writeEntries(
  writer: ProtoWriter,
  map: object,
  until: number,
  path: Path,
): void {
  const keys = Object.keys(map);
  for (const [index, key] of keys.entries()) {
    if (writer.position >= until) {
      const more = `…[${String(keys.length - index)} more]`;
      writeKeyValue(writer, 0x0a, '…', more, until, path);
      return;
    }
    const value: unknown = Reflect.get(map, key);
    writeKeyValue(writer, 0x0a, key, value, until, path);
  }
}

/** Writes a `KeyValue` as the field `tag` of the message around it. */
export function writeKeyValue(
  writer: ProtoWriter,
  tag: number,
  key: string,
  value: unknown,
  until: number,
  path: Path = NOWHERE,
): void {
  writer.byte(tag);
  const pair = writer.begin();
  writer.byte(0x0a);
  writeText(writer, key, Math.max(LAST_TEXT_BYTES, until - writer.position));
  writer.byte(0x12);
  const start = writer.begin();
  writeAnyValue(writer, value, until, path);
  writer.end(start);
  writer.end(pair);
}
