import protobuf from 'protobufjs/light.js';
import { RESOURCE_MESSAGES } from './resource.descriptors.js';
import { LOGS_MESSAGES } from './logs.descriptors.js';
import { METRICS_MESSAGES } from './metrics.descriptors.js';
import { TRACE_MESSAGES } from './trace.descriptors.js';

const MESSAGES = {
  ...RESOURCE_MESSAGES,
  ...TRACE_MESSAGES,
  ...METRICS_MESSAGES,
  ...LOGS_MESSAGES,
};

/** A message this codec knows. */
export type MessageName = keyof typeof MESSAGES;

const root = protobuf.Root.fromJSON({ nested: MESSAGES });

/**
 * Decodes a message to the shape of its JSON form: lower-camel-case names,
 * 64-bit integers as decimal strings, enums as numbers, absent fields absent;
 * bytes stay bytes. Unknown fields are skipped.
 *
 * @throws Error on a truncated or malformed message, text that is not UTF-8, or nesting beyond 100 levels.
 */
export function decodeProtobuf(name: MessageName, bytes: Uint8Array): unknown {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), { longs: String });
}

/** Encodes a message from the same shape. */
export function encodeProtobuf(
  name: MessageName,
  value: Readonly<Record<string, unknown>>,
): Uint8Array {
  const type = root.lookupType(name);
  return type.encode(type.fromObject(value)).finish();
}
