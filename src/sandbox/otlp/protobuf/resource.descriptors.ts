import { message } from './descriptors.js';

/**
 * The messages of `opentelemetry/proto/common/v1/common.proto` and
 * `resource/v1/resource.proto` (opentelemetry-proto 1.x), and
 * `google/rpc/status.proto`, field numbers as published there.
 */
export const RESOURCE_MESSAGES = {
  AnyValue: message({
    stringValue: ['string', 1, 'value'],
    boolValue: ['bool', 2, 'value'],
    intValue: ['int64', 3, 'value'],
    doubleValue: ['double', 4, 'value'],
    arrayValue: ['ArrayValue', 5, 'value'],
    kvlistValue: ['KeyValueList', 6, 'value'],
    bytesValue: ['bytes', 7, 'value'],
  }),
  ArrayValue: message({ values: ['*AnyValue', 1] }),
  KeyValueList: message({ values: ['*KeyValue', 1] }),
  KeyValue: message({ key: ['string', 1], value: ['AnyValue', 2] }),
  InstrumentationScope: message({
    name: ['string', 1],
    version: ['string', 2],
    attributes: ['*KeyValue', 3],
    droppedAttributesCount: ['uint32', 4],
  }),
  Resource: message({
    attributes: ['*KeyValue', 1],
    droppedAttributesCount: ['uint32', 2],
  }),
  RpcStatus: message({ code: ['int32', 1], message: ['string', 2] }),
};
