import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import { host } from '../formats/host.format.js';
import { headers } from '../formats/key-values.format.js';
import { port, wholeNumber } from '../formats/number.format.js';
import { endpoint } from '../formats/url.format.js';
import { wordList } from '../formats/word-list.format.js';
import { compression, protocol, timeoutMs } from './tracing.schema.js';
import { signalsVariables } from './signals.variables.js';

const exporter = choice(['otlp', 'none']);
const facts = signalsVariables;

export const signalsSchema = z.object({
  OTEL_METRICS_EXPORTER: wordList(['otlp', 'prometheus']).prefault(
    facts.OTEL_METRICS_EXPORTER.default,
  ),
  OTEL_EXPORTER_PROMETHEUS_HOST: host.prefault(
    facts.OTEL_EXPORTER_PROMETHEUS_HOST.default,
  ),
  OTEL_EXPORTER_PROMETHEUS_PORT: port.prefault(
    facts.OTEL_EXPORTER_PROMETHEUS_PORT.default,
  ),
  PROMETHEUS_ON_API_PORT: choice(['on', 'off']).prefault(
    facts.PROMETHEUS_ON_API_PORT.default,
  ),
  OTEL_METRIC_EXPORT_INTERVAL: wholeNumber(1000, 3_600_000).optional(),
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
