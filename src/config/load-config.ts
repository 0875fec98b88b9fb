import type { z } from 'zod';
import { incompleteVariables } from './completeness.js';
import type { ConfigProblem } from './config-problem.js';
import { configVariables, findVariable } from './config-variables.js';
import { ConfigError } from './config.error.js';
import type { Config } from './config.js';
import { deepFreeze } from './deep-freeze.js';
import { environmentSchema, type Environment } from './environment.schema.js';
import {
  pickVariables,
  type EnvironmentVariables,
} from './environment-variables.js';
import { longDelays } from './long-delays.js';
import { missingXRayTargets } from './missing-xray-targets.js';
import { portClashes } from './port-clashes.js';
import { databaseConfig } from './sections/database.config.js';
import { deliveryConfig } from './sections/delivery.config.js';
import { errorReportingConfig } from './sections/error-reporting.config.js';
import { httpConfig } from './sections/http.config.js';
import { loggingConfig } from './sections/logging.config.js';
import { operationConfig } from './sections/operation.config.js';
import { redactionConfig } from './sections/redaction.config.js';
import { sandboxConfig } from './sections/sandbox.config.js';
import { serviceConfig } from './sections/service.config.js';
import { logsConfig, metricsConfig } from './sections/signals.config.js';
import { tracingConfig } from './sections/tracing.config.js';
import { xrayConfig } from './sections/xray.config.js';
import { shownValue } from './shown-value.js';

/**
 * Reads and validates an environment. Changes nothing and reads no file but package.json.
 * @throws ConfigError with every problem found, in the order of {@link configVariables}.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const variables = pickVariables(env);
  const read = environmentSchema.safeParse(variables);
  const problems = [
    ...(read.error?.issues ?? []).map((issue) => problemOf(issue, variables)),
    ...incompleteVariables(variables),
  ];
  if (!read.success || problems.length > 0) {
    throw new ConfigError(problems.toSorted(byVariable));
  }
  const config = buildConfig(read.data);
  const conflicts = [
    ...missingXRayTargets(config),
    ...longDelays(config),
    ...portClashes(config),
  ];
  if (conflicts.length > 0) {
    throw new ConfigError(conflicts);
  }
  return deepFreeze(config);
}

function buildConfig(env: Environment): Config {
  const environment = env.NODE_ENV;
  const service = serviceConfig(env);
  const tracing = tracingConfig(env);
  const metrics = metricsConfig(env);
  const otlpLogs = logsConfig(env);
  const xray = xrayConfig(
    env,
    service.name,
    env.AWS_REGION ?? env.AWS_DEFAULT_REGION,
  );
  const logging = loggingConfig(env);
  const errorReporting = errorReportingConfig(
    env,
    environment,
    service.codeVersion,
  );
  const vendorConfigured = Boolean(
    tracing.otlp ??
    metrics.otlp ??
    otlpLogs.otlp ??
    xray.daemon ??
    xray.otlp ??
    logging.cloudWatch ??
    errorReporting.rollbar,
  );
  return {
    environment,
    http: httpConfig(env),
    database: databaseConfig(env, environment),
    service,
    logging,
    tracing,
    metrics,
    otlpLogs,
    xray,
    errorReporting,
    redaction: redactionConfig(env),
    delivery: deliveryConfig(env),
    operation: operationConfig(env),
    sandbox: sandboxConfig(env, environment, vendorConfigured),
  };
}

function problemOf(
  issue: z.core.$ZodIssue,
  variables: EnvironmentVariables,
): ConfigProblem {
  const variable = String(issue.path[0]);
  const facts = findVariable(variable);
  const value = shownValue(variables[variable] ?? '', facts?.secret === true);
  return {
    variable,
    problem: `${value} ${issue.message}`,
    remedy:
      givenRemedy(issue) ??
      `set it to ${facts?.format.replaceAll('`', '')}, or remove it${facts?.default === undefined ? '' : ` for ${facts.default}`}`,
  };
}

function givenRemedy(issue: z.core.$ZodIssue): string | undefined {
  const remedy: unknown =
    issue.code === 'custom' ? issue.params?.['remedy'] : undefined;
  return typeof remedy === 'string' ? remedy : undefined;
}

function byVariable(a: ConfigProblem, b: ConfigProblem): number {
  return positionOf(a) - positionOf(b);
}

function positionOf({ variable }: ConfigProblem): number {
  return configVariables.findIndex(({ name }) => name === variable);
}
