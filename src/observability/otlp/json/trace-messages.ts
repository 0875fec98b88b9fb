import { KEY_VALUE, requestOf } from './common-messages.js';
import type { MessageType } from './message-type.js';

/** opentelemetry/proto/trace/v1/trace.proto */

const EVENT: MessageType = {
  1: { name: 'timeUnixNano', type: 'fixed64' },
  2: { name: 'name', type: 'text' },
  3: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  4: { name: 'droppedAttributesCount', type: 'uint' },
};

const LINK: MessageType = {
  1: { name: 'traceId', type: 'hex' },
  2: { name: 'spanId', type: 'hex' },
  3: { name: 'traceState', type: 'text' },
  4: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  5: { name: 'droppedAttributesCount', type: 'uint' },
  6: { name: 'flags', type: 'fixed32' },
};

const STATUS: MessageType = {
  2: { name: 'message', type: 'text' },
  3: { name: 'code', type: 'uint' },
};

const SPAN: MessageType = {
  1: { name: 'traceId', type: 'hex' },
  2: { name: 'spanId', type: 'hex' },
  3: { name: 'traceState', type: 'text' },
  4: { name: 'parentSpanId', type: 'hex' },
  5: { name: 'name', type: 'text' },
  6: { name: 'kind', type: 'uint' },
  7: { name: 'startTimeUnixNano', type: 'fixed64' },
  8: { name: 'endTimeUnixNano', type: 'fixed64' },
  9: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  10: { name: 'droppedAttributesCount', type: 'uint' },
  11: { name: 'events', type: () => EVENT, repeated: true },
  12: { name: 'droppedEventsCount', type: 'uint' },
  13: { name: 'links', type: () => LINK, repeated: true },
  14: { name: 'droppedLinksCount', type: 'uint' },
  15: { name: 'status', type: () => STATUS },
  16: { name: 'flags', type: 'fixed32' },
};

/** ExportTraceServiceRequest */
export const TRACES_REQUEST = requestOf(
  'resourceSpans',
  'scopeSpans',
  'spans',
  () => SPAN,
);
