import { ANY_VALUE, KEY_VALUE, requestOf } from './common-messages.js';
import type { MessageType } from './message-type.js';

/** opentelemetry/proto/logs/v1/logs.proto */

const LOG_RECORD: MessageType = {
  1: { name: 'timeUnixNano', type: 'fixed64' },
  2: { name: 'severityNumber', type: 'uint' },
  3: { name: 'severityText', type: 'text' },
  5: { name: 'body', type: () => ANY_VALUE },
  6: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  7: { name: 'droppedAttributesCount', type: 'uint' },
  8: { name: 'flags', type: 'fixed32' },
  9: { name: 'traceId', type: 'hex' },
  10: { name: 'spanId', type: 'hex' },
  11: { name: 'observedTimeUnixNano', type: 'fixed64' },
  12: { name: 'eventName', type: 'text' },
};

/** ExportLogsServiceRequest */
export const LOGS_REQUEST = requestOf(
  'resourceLogs',
  'scopeLogs',
  'logRecords',
  () => LOG_RECORD,
);
