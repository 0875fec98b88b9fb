import type { MessageType } from './message-type.js';

/** opentelemetry/proto/common/v1/common.proto and resource/v1/resource.proto */

const LIST: MessageType = {
  1: { name: 'values', type: () => ANY_VALUE, repeated: true },
};

const MAP: MessageType = {
  1: { name: 'values', type: () => KEY_VALUE, repeated: true },
};

export const ANY_VALUE: MessageType = {
  1: { name: 'stringValue', type: 'text' },
  2: { name: 'boolValue', type: 'bool' },
  3: { name: 'intValue', type: 'int64' },
  4: { name: 'doubleValue', type: 'double' },
  5: { name: 'arrayValue', type: () => LIST },
  6: { name: 'kvlistValue', type: () => MAP },
  7: { name: 'bytesValue', type: 'base64' },
};

export const KEY_VALUE: MessageType = {
  1: { name: 'key', type: 'text' },
  2: { name: 'value', type: () => ANY_VALUE },
};

const SCOPE: MessageType = {
  1: { name: 'name', type: 'text' },
  2: { name: 'version', type: 'text' },
  3: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  4: { name: 'droppedAttributesCount', type: 'uint' },
};

const RESOURCE: MessageType = {
  1: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  2: { name: 'droppedAttributesCount', type: 'uint' },
};

/** A signal's request: records in scopes in resources, by the signal's own names. */
export function requestOf(
  resources: string,
  scopes: string,
  records: string,
  record: () => MessageType,
): MessageType {
  const scopeRecords: MessageType = {
    1: { name: 'scope', type: () => SCOPE },
    2: { name: records, type: record, repeated: true },
    3: { name: 'schemaUrl', type: 'text' },
  };
  const resourceRecords: MessageType = {
    1: { name: 'resource', type: () => RESOURCE },
    2: { name: scopes, type: () => scopeRecords, repeated: true },
    3: { name: 'schemaUrl', type: 'text' },
  };
  return {
    1: { name: resources, type: () => resourceRecords, repeated: true },
  };
}
