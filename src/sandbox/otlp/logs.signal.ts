import type { LogRecord, OtlpLog } from '../store/records.js';
import type { Finding } from '../store/violation.js';
import { checkAttributes, checkResource, toAttributes } from './attributes.js';
import {
  type DecodedLogRecord,
  exportLogsRequest,
} from './schema/logs.schema.js';
import type { BatchOutcome, OtlpSignal } from './signal.js';

const MAX_SEVERITY_NUMBER = 24;

/** Log records, at `/v1/logs`. */
export const LOGS: OtlpSignal = {
  path: '/v1/logs',
  requestMessage: 'ExportLogsServiceRequest',
  responseMessage: 'ExportLogsServiceResponse',
  rejectedField: 'rejectedLogRecords',

  accept(request, arrival, store): BatchOutcome {
    const reasons: string[] = [];
    let rejected = 0;
    for (const batch of exportLogsRequest.parse(request).resourceLogs) {
      const resourceFindings = checkResource(batch.resource.attributes);
      store.violate('otlp', resourceFindings, batch.resource);
      const resource = { attributes: toAttributes(batch.resource.attributes) };
      for (const { scope, logRecords } of batch.scopeLogs) {
        const keptScope = {
          ...scope,
          attributes: toAttributes(scope.attributes),
        };
        for (const decoded of logRecords) {
          const findings = checkLogRecord(decoded);
          const traceId = decoded.traceId === '' ? undefined : decoded.traceId;
          store.violate('otlp', findings, decoded, traceId);
          const refusals = [...resourceFindings, ...findings].filter(
            ({ refused }) => refused,
          );
          if (refusals.length > 0) {
            rejected += 1;
            reasons.push(...refusals.map(({ message }) => message));
            continue;
          }
          const record: LogRecord = {
            kind: 'log',
            vendor: 'otlp',
            ...(traceId === undefined ? {} : { traceId }),
            ...arrival,
            resource,
            scope: keptScope,
            log: toLog(decoded),
          };
          store.keep(record);
        }
      }
    }
    return { rejected, reasons };
  },
};

/** Checks a log record against the comments of `logs.proto`. */
function checkLogRecord(log: DecodedLogRecord): Finding[] {
  const findings = checkAttributes(log.attributes, 'log');
  const add = (rule: string, message: string, refused: boolean): void => {
    findings.push({ rule, message, refused });
  };
  for (const [hex, rule] of [
    [log.traceId, 'log.trace-id'],
    [log.spanId, 'log.span-id'],
  ] as const) {
    if (/^0+$/.test(hex)) add(rule, `The ${rule} is all zero.`, true);
  }
  if (log.spanId !== '' && log.traceId === '') {
    add('log.trace-id-missing', 'The log names a span but no trace.', false);
  }
  if (log.severityNumber < 0 || log.severityNumber > MAX_SEVERITY_NUMBER) {
    add(
      'log.severity-number',
      `${log.severityNumber} is no severity number.`,
      false,
    );
  }
  if (log.timeUnixNano === '0' && log.observedTimeUnixNano === '0') {
    add('log.time-missing', 'The log has no time.', false);
  }
  return findings;
}

function toLog({ traceId, spanId, ...decoded }: DecodedLogRecord): OtlpLog {
  return {
    ...decoded,
    ...(traceId === '' ? {} : { traceId }),
    ...(spanId === '' ? {} : { spanId }),
    attributes: toAttributes(decoded.attributes),
  };
}
