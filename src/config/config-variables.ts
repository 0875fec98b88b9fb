import { databaseVariables } from './sections/database.variables.js';
import { deliveryVariables } from './sections/delivery.variables.js';
import { errorReportingVariables } from './sections/error-reporting.variables.js';
import { httpVariables } from './sections/http.variables.js';
import { loggingVariables } from './sections/logging.variables.js';
import { operationVariables } from './sections/operation.variables.js';
import { redactionVariables } from './sections/redaction.variables.js';
import { sandboxVariables } from './sections/sandbox.variables.js';
import { serviceVariables } from './sections/service.variables.js';
import { signalsVariables } from './sections/signals.variables.js';
import { tracingVariables } from './sections/tracing.variables.js';
import { xrayVariables } from './sections/xray.variables.js';
import type { VariableFacts } from './variable-facts.js';

/** One environment variable of this application. */
export interface ConfigVariable extends VariableFacts {
  readonly name: string;
  /** The heading it is documented under. */
  readonly section: string;
}

const sections: Readonly<Record<string, Record<string, VariableFacts>>> = {
  Server: httpVariables,
  Database: databaseVariables,
  Service: serviceVariables,
  'Traces (OTLP, Honeycomb)': tracingVariables,
  'Metrics and logs (OTLP)': signalsVariables,
  'AWS X-Ray': xrayVariables,
  'Logs and CloudWatch': loggingVariables,
  'Errors (Rollbar)': errorReportingVariables,
  Redaction: redactionVariables,
  'Delivery of telemetry': deliveryVariables,
  'Stop and health': operationVariables,
  Sandbox: sandboxVariables,
};

/** Every environment variable read, in the order of the documentation: the source of `.env.example` and of the tables. */
export const configVariables: readonly ConfigVariable[] = Object.entries(
  sections,
).flatMap(([section, variables]) =>
  Object.entries(variables).map(([name, facts]) => ({
    name,
    section,
    ...facts,
  })),
);

/** What is known of a variable, by its name. */
export function findVariable(name: string): ConfigVariable | undefined {
  return configVariables.find((variable) => variable.name === name);
}
