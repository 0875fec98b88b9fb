import type { AnyValue, Attributes } from '@opentelemetry/api';
import { isAnyValue } from '@opentelemetry/core';
import type {
  LogRecordProcessor,
  ReadableLogRecord,
} from '@opentelemetry/sdk-logs';
import { redactText, redactValue } from '../../redaction/index.js';
import { currentOrigin } from '../record/log-origin.js';
import { originAttributes } from './otlp-log-record.js';
import type { OtlpLogsSink } from './otlp-logs.sink.js';

/** What libraries log by OpenTelemetry's API, without secrets: the application's own lines have lost theirs before. */
export class RedactedLogsProcessor implements LogRecordProcessor {
  constructor(private readonly sink: OtlpLogsSink) {}

  onEmit(record: ReadableLogRecord): void {
    const { hrTime, hrTimeObserved, spanContext, eventName } = record;
    const { severityNumber, severityText, droppedAttributesCount } = record;
    const { resource, instrumentationScope } = record;
    this.sink.accept({
      hrTime,
      hrTimeObserved,
      droppedAttributesCount,
      resource,
      instrumentationScope,
      body: redacted(record.body),
      attributes: {
        ...redactedAttributes(record.attributes),
        ...originAttributes(currentOrigin()),
      },
      ...(spanContext && { spanContext }),
      ...(eventName !== undefined && { eventName: redactText(eventName) }),
      ...(severityNumber !== undefined && { severityNumber }),
      ...(severityText !== undefined && {
        severityText: redactText(severityText),
      }),
    });
  }

  /** The delivery registry flushes all queues. */
  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function redactedAttributes(attributes: Attributes): Attributes {
  const copy: unknown = redactValue(attributes);
  return typeof copy === 'object' && copy !== null
    ? Object.fromEntries(
        Object.entries(copy).map(([key, value]) => [key, redacted(value)]),
      )
    : {};
}

function redacted(value: unknown): AnyValue {
  const copy: unknown = redactValue(value);
  return isAnyValue(copy) ? copy : undefined;
}
