import {
  JsonLogsSerializer,
  ProtobufLogsSerializer,
} from '@opentelemetry/otlp-transformer';
import { composeRequest } from '../encode/compose-request.js';
import { LOGS_REQUEST } from '../json/log-messages.js';
import type { OtlpSignal } from '../otlp-signal.js';
import type { LogInDelivery } from './log-in-delivery.js';

/** Log records by OTLP. */
export const logsSignal: OtlpSignal<LogInDelivery> = {
  ready: (records) => records[0]?.ready(),
  compose: (records) =>
    composeRequest(
      records.map((record) => record.enveloped()),
      ({ resource }) => resource,
    ),
  unreadable: (records) =>
    records.filter(({ wireBytes }) => wireBytes === 0).length,
  request: LOGS_REQUEST,
  partialSuccess: (body, protocol) => {
    const serializer =
      protocol === 'http/json' ? JsonLogsSerializer : ProtobufLogsSerializer;
    const { partialSuccess } = serializer.deserializeResponse(body);
    return (
      partialSuccess && {
        rejected: partialSuccess.rejectedLogRecords ?? 0,
        reason: partialSuccess.errorMessage,
      }
    );
  },
};
