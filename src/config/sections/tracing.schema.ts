import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import { format, FormatError } from '../formats/format.js';
import { headers, parseHeaderValue } from '../formats/key-values.format.js';
import { ratio, wholeNumber } from '../formats/number.format.js';
import { trustedPeers } from '../formats/trusted-peers.format.js';
import { wordList } from '../formats/word-list.format.js';
import { endpoint, otlpBaseUrl } from '../formats/url.format.js';
import { tracingVariables } from './tracing.variables.js';

export const protocol = format((text) => {
  const word = text.toLowerCase();
  if (word === 'http/protobuf' || word === 'http/json') {
    return word;
  }
  throw word === 'grpc'
    ? new FormatError(
        'is not supported, only OTLP over HTTP is',
        'set it to http/protobuf, with an HTTP endpoint (most backends take it on port 4318, where gRPC is 4317)',
      )
    : new FormatError('is not one of http/protobuf, http/json');
});
export const timeoutMs = wholeNumber(1, 600_000);
export const compression = choice(['gzip', 'none']);
const facts = tracingVariables;

export const tracingSchema = z.object({
  HONEYCOMB_API_KEY: format(parseHeaderValue).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpBaseUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol.prefault(
    facts.OTEL_EXPORTER_OTLP_PROTOCOL.default,
  ),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_TIMEOUT: timeoutMs.prefault(
    facts.OTEL_EXPORTER_OTLP_TIMEOUT.default,
  ),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: timeoutMs.optional(),
  OTEL_EXPORTER_OTLP_COMPRESSION: compression.prefault(
    facts.OTEL_EXPORTER_OTLP_COMPRESSION.default,
  ),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: compression.optional(),
  OTEL_TRACES_SAMPLER: choice([
    'always_on',
    'always_off',
    'traceidratio',
    'parentbased_always_on',
    'parentbased_always_off',
    'parentbased_traceidratio',
    'xray',
    'parentbased_xray',
  ]).prefault(facts.OTEL_TRACES_SAMPLER.default),
  OTEL_TRACES_SAMPLER_ARG: ratio.prefault(
    facts.OTEL_TRACES_SAMPLER_ARG.default,
  ),
  TRACES_TRUSTED_PEERS: trustedPeers.prefault(
    facts.TRACES_TRUSTED_PEERS.default,
  ),
  TRACES_ALWAYS_KEEP: wordList(['failed', 'flagged', 'slow']).prefault(
    facts.TRACES_ALWAYS_KEEP.default,
  ),
  TRACES_SLOW_MS: wholeNumber(1, 3_600_000).prefault(
    facts.TRACES_SLOW_MS.default,
  ),
  OTEL_SDK_DISABLED: choice(['true', 'false']).prefault(
    facts.OTEL_SDK_DISABLED.default,
  ),
} satisfies Record<keyof typeof tracingVariables, z.ZodType>);
