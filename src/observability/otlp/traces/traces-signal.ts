import {
  JsonTraceSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import { TRACES_REQUEST } from '../json/trace-messages.js';
import type { OtlpSignal } from '../otlp-signal.js';
import { composeTracesRequest } from './compose-traces-request.js';
import type { SpanInDelivery } from './span-in-delivery.js';

/** Spans by OTLP. */
export const tracesSignal: OtlpSignal<SpanInDelivery> = {
  ready: (records) => records[0]?.ready(),
  compose: composeTracesRequest,
  unreadable: (records) =>
    records.filter((record) => record.content().octets === '').length,
  request: TRACES_REQUEST,
  partialSuccess: (body, protocol) => {
    const serializer =
      protocol === 'http/json' ? JsonTraceSerializer : ProtobufTraceSerializer;
    const { partialSuccess } = serializer.deserializeResponse(body);
    return (
      partialSuccess && {
        rejected: partialSuccess.rejectedSpans ?? 0,
        reason: partialSuccess.errorMessage,
      }
    );
  },
};
