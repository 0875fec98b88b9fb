// OpenTelemetry as its documentation starts it: https://opentelemetry.io/docs/languages/js/getting-started/nodejs/
import { register } from 'node:module';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';

// https://github.com/open-telemetry/opentelemetry-js/blob/main/doc/esm-support.md
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

new NodeSDK({
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [getNodeAutoInstrumentations()],
}).start();
