import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import { headers } from '../formats/key-values.format.js';
import { wholeNumber } from '../formats/number.format.js';
import { endpoint } from '../formats/url.format.js';
import { compression, protocol, timeoutMs } from './tracing.schema.js';
import { signalsVariables } from './signals.variables.js';

const exporter = choice(['otlp', 'none']);
const facts = signalsVariables;

export const signalsSchema = z.object({
  OTEL_METRICS_EXPORTER: exporter.prefault(facts.OTEL_METRICS_EXPORTER.default),
  OTEL_METRIC_EXPORT_INTERVAL: wholeNumber(1000, 3_600_000).prefault(
    facts.OTEL_METRIC_EXPORT_INTERVAL.default,
  ),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: headers.optional(),
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: timeoutMs.optional(),
  OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: compression.optional(),
  OTEL_LOGS_EXPORTER: exporter.prefault(facts.OTEL_LOGS_EXPORTER.default),
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_LOGS_HEADERS: headers.optional(),
  OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: timeoutMs.optional(),
  OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: compression.optional(),
} satisfies Record<keyof typeof signalsVariables, z.ZodType>);
