import { firstText, valueText } from '../store/members.js';
import type {
  JsonObject,
  LogEventRecord,
  LogRecord,
} from '../store/records.js';
import { toMilliseconds } from '../store/span-facts.js';

/** A log line, whichever vendor it went to. */
export interface LogLine {
  readonly vendor: 'cloudwatch' | 'otlp';
  /** Milliseconds since the epoch, by the sender's account. */
  readonly at: number;
  readonly level: string;
  readonly message: string;
  readonly context: string | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  /** Everything it says. */
  readonly fields: JsonObject;
}

/** Longest message shown in a list, characters. */
const MAX_MESSAGE = 2_000;

/** Reads a CloudWatch log event or an OTLP log record as a line. */
export function toLogLine(record: LogEventRecord | LogRecord): LogLine {
  return record.kind === 'log' ? ofLog(record) : ofEvent(record);
}

function ofEvent(record: LogEventRecord): LogLine {
  const { fields = {}, timestamp, message, traceId } = record;
  return {
    vendor: 'cloudwatch',
    at: timestamp,
    level: (firstText(fields['level']) ?? 'info').toLowerCase(),
    message: (firstText(fields['message']) ?? message).slice(0, MAX_MESSAGE),
    context: firstText(fields['context']),
    traceId: traceId ?? null,
    spanId: firstText(fields['span_id']),
    fields,
  };
}

function ofLog({ log, traceId }: LogRecord): LogLine {
  const at =
    log.timeUnixNano === '0' ? log.observedTimeUnixNano : log.timeUnixNano;
  return {
    vendor: 'otlp',
    at: toMilliseconds(at),
    level: (log.severityText || 'info').toLowerCase(),
    message: valueText(log.body).slice(0, MAX_MESSAGE),
    context: firstText(log.attributes['context']),
    traceId: traceId ?? null,
    spanId: log.spanId ?? null,
    fields: log.attributes,
  };
}

/** What lines are asked for; every given part must hold. */
export interface LineFilter {
  readonly level?: string | undefined;
  /** Anywhere in the message or the context, in any case. */
  readonly text?: string | undefined;
  readonly traceId?: string | undefined;
}

/** Whether a line is asked for. */
export function matchesLine(line: LogLine, filter: LineFilter): boolean {
  const text = filter.text?.toLowerCase() ?? '';
  return (
    (filter.level === undefined || line.level === filter.level) &&
    (filter.traceId === undefined || line.traceId === filter.traceId) &&
    (text === '' ||
      line.message.toLowerCase().includes(text) ||
      (line.context ?? '').toLowerCase().includes(text))
  );
}
