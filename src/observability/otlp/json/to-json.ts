import type { Field, MessageType, Scalar } from './message-type.js';
import { ProtoReader } from './proto-reader.js';

/** A message as OTLP/JSON has it. */
export type JsonMessage = Record<string, unknown>;

/**
 * A protobuf message as the object that OTLP/JSON shows of it: camel-case names, ids in hexadecimal, enums as numbers.
 * Source: OpenTelemetry Protocol, "JSON Protobuf Encoding".
 *
 * @throws RangeError when the bytes are no such message
 */
export function toJson(bytes: Buffer, type: MessageType): JsonMessage {
  const reader = new ProtoReader(bytes);
  const message: JsonMessage = {};
  while (!reader.atEnd) {
    const tag = Number(reader.varint());
    const field = type[tag >>> 3];
    if (field === undefined) {
      skip(reader, tag & 7);
    } else {
      put(message, field, read(reader, field.type, tag & 7));
    }
  }
  return message;
}

function put(message: JsonMessage, field: Field, value: unknown): void {
  const { name, repeated } = field;
  if (repeated !== true) {
    message[name] = value;
    return;
  }
  const list: unknown = message[name];
  // Numbers of a packed list come all at once.
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (Array.isArray(list)) {
    list.push(...values);
  } else {
    message[name] = values;
  }
}

const LENGTH_DELIMITED = 2;

function read(
  reader: ProtoReader,
  type: Field['type'],
  wireType: number,
): unknown {
  if (typeof type !== 'string') {
    return toJson(reader.block(), type());
  }
  switch (type) {
    case 'text':
      return reader.block().toString('utf8');
    case 'hex':
      return reader.block().toString('hex');
    case 'base64':
      return reader.block().toString('base64');
    default:
      return wireType === LENGTH_DELIMITED
        ? packed(new ProtoReader(reader.block()), type)
        : readNumber(reader, type);
  }
}

function packed(reader: ProtoReader, type: Scalar): unknown[] {
  const values: unknown[] = [];
  while (!reader.atEnd) {
    values.push(readNumber(reader, type));
  }
  return values;
}

function readNumber(reader: ProtoReader, type: Scalar): unknown {
  switch (type) {
    case 'bool':
      return reader.varint() !== 0n;
    case 'int64':
      return shownInt(BigInt.asIntN(64, reader.varint()));
    case 'sint32': {
      const zigzag = Number(reader.varint());
      return (zigzag >>> 1) ^ -(zigzag & 1);
    }
    case 'fixed32':
      return reader.fixed32();
    case 'fixed64':
      return String(reader.fixed64());
    case 'sfixed64':
      return shownInt(BigInt.asIntN(64, reader.fixed64()));
    case 'double':
      return shownDouble(reader.double());
    default:
      return shownInt(reader.varint());
  }
}

function shownInt(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** Protobuf's JSON writes what JSON has no number for as text. */
function shownDouble(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function skip(reader: ProtoReader, wireType: number): void {
  switch (wireType) {
    case 0:
      reader.varint();
      break;
    case 1:
      reader.fixed64();
      break;
    case LENGTH_DELIMITED:
      reader.block();
      break;
    case 5:
      reader.fixed32();
      break;
    default:
      throw new RangeError(`Wire type ${String(wireType)} is not OTLP's`);
  }
}
