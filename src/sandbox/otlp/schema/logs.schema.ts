import { z } from 'zod';
import { anyValue, keyValues, resource, scope } from './resource.schema.js';
import { count, field, nanoseconds, spanId, text, traceId } from './scalars.js';

const logRecord = z.object({
  timeUnixNano: nanoseconds,
  observedTimeUnixNano: nanoseconds,
  severityNumber: count,
  severityText: text,
  eventName: text,
  body: anyValue,
  attributes: keyValues,
  flags: count,
  traceId,
  spanId,
});

/** A log record as it was decoded. */
export type DecodedLogRecord = z.output<typeof logRecord>;

/** `ExportLogsServiceRequest`, from either encoding. */
export const exportLogsRequest = z.object({
  resourceLogs: field(
    z.array(
      z.object({
        resource,
        scopeLogs: field(
          z.array(
            z.object({ scope, logRecords: field(z.array(logRecord), []) }),
          ),
          [],
        ),
      }),
    ),
    [],
  ),
});
