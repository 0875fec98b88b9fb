import { message } from './descriptors.js';

/** The messages of `logs/v1/logs.proto` and `collector/logs/v1/logs_service.proto` (opentelemetry-proto 1.x). */
export const LOGS_MESSAGES = {
  ExportLogsServiceRequest: message({ resourceLogs: ['*ResourceLogs', 1] }),
  ExportLogsServiceResponse: message({
    partialSuccess: ['ExportLogsPartialSuccess', 1],
  }),
  ExportLogsPartialSuccess: message({
    rejectedLogRecords: ['int64', 1],
    errorMessage: ['string', 2],
  }),
  ResourceLogs: message({
    resource: ['Resource', 1],
    scopeLogs: ['*ScopeLogs', 2],
    schemaUrl: ['string', 3],
  }),
  ScopeLogs: message({
    scope: ['InstrumentationScope', 1],
    logRecords: ['*LogRecord', 2],
    schemaUrl: ['string', 3],
  }),
  LogRecord: message({
    timeUnixNano: ['fixed64', 1],
    severityNumber: ['int32', 2],
    severityText: ['string', 3],
    body: ['AnyValue', 5],
    attributes: ['*KeyValue', 6],
    droppedAttributesCount: ['uint32', 7],
    flags: ['fixed32', 8],
    traceId: ['bytes', 9],
    spanId: ['bytes', 10],
    observedTimeUnixNano: ['fixed64', 11],
    eventName: ['string', 12],
  }),
};
