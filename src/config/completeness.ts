import type { ConfigProblem } from './config-problem.js';
import type { EnvironmentVariables } from './environment-variables.js';
import { shownValue } from './shown-value.js';

/** A region becomes part of a host name, so it is one label of it (RFC 1123). */
const REGION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Variables that do nothing unless one of the others is set too. */
interface Dependency {
  readonly variables: readonly string[];
  readonly needOneOf: readonly string[];
}

const dependencies: readonly Dependency[] = [
  {
    variables: ['OTEL_EXPORTER_OTLP_TRACES_HEADERS'],
    needOneOf: [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
      'HONEYCOMB_API_KEY',
    ],
  },
  {
    variables: ['OTEL_EXPORTER_OTLP_HEADERS'],
    needOneOf: [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
      'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
      'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
      'HONEYCOMB_API_KEY',
    ],
  },
  {
    variables: ['OTEL_EXPORTER_OTLP_METRICS_HEADERS'],
    needOneOf: [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
      'HONEYCOMB_API_KEY',
    ],
  },
  {
    variables: [
      'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
      'OTEL_EXPORTER_OTLP_LOGS_HEADERS',
    ],
    needOneOf: ['OTEL_LOGS_EXPORTER'],
  },
  {
    variables: ['AWS_XRAY_URL', 'AWS_XRAY_TRACING_NAME'],
    needOneOf: ['AWS_XRAY_DAEMON_ADDRESS'],
  },
  {
    variables: ['AWS_ENDPOINT_URL_XRAY'],
    needOneOf: ['XRAY_EXPORTER'],
  },
  {
    variables: ['CLOUDWATCH_LOG_GROUP'],
    needOneOf: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  },
  {
    variables: [
      'CLOUDWATCH_LOG_STREAM',
      'CLOUDWATCH_LOG_RETENTION_DAYS',
      'CLOUDWATCH_LOG_TAGS',
      'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
    ],
    needOneOf: ['CLOUDWATCH_LOG_GROUP'],
  },
  {
    variables: ['ROLLBAR_ENVIRONMENT', 'ROLLBAR_ENDPOINT'],
    needOneOf: ['ROLLBAR_ACCESS_TOKEN'],
  },
];

/** What is half configured: variables that would do nothing as they stand. */
export function incompleteVariables(
  env: EnvironmentVariables,
): ConfigProblem[] {
  return [
    ...dependencies.flatMap((dependency) => unmet(dependency, env)),
    ...samplerArgument(env),
    ...slowThreshold(env),
    ...region(env),
  ];
}

function unmet(
  { variables, needOneOf }: Dependency,
  env: EnvironmentVariables,
): ConfigProblem[] {
  if (needOneOf.some((name) => env[name] !== undefined)) {
    return [];
  }
  const needed = needOneOf.join(' or ');
  return variables
    .filter((name) => env[name] !== undefined)
    .map((variable) => ({
      variable,
      problem: `is set, but ${needed} is not`,
      remedy: `set ${needed} too, or remove ${variable}`,
    }));
}

function samplerArgument(env: EnvironmentVariables): ConfigProblem[] {
  const sampler = env['OTEL_TRACES_SAMPLER'];
  const takesNone =
    sampler === undefined || /(always_o(n|ff)|xray)$/i.test(sampler);
  if (env['OTEL_TRACES_SAMPLER_ARG'] === undefined || !takesNone) {
    return [];
  }
  return [
    {
      variable: 'OTEL_TRACES_SAMPLER_ARG',
      problem: `is set, but OTEL_TRACES_SAMPLER is ${sampler === undefined ? 'not' : shownValue(sampler, false)}`,
      remedy:
        'set OTEL_TRACES_SAMPLER to parentbased_traceidratio or traceidratio, or remove OTEL_TRACES_SAMPLER_ARG',
    },
  ];
}

function slowThreshold(env: EnvironmentVariables): ConfigProblem[] {
  const kept = env['TRACES_ALWAYS_KEEP'];
  if (env['TRACES_SLOW_MS'] === undefined || /slow/i.test(kept ?? 'slow')) {
    return [];
  }
  return [
    {
      variable: 'TRACES_SLOW_MS',
      problem: 'is set, but TRACES_ALWAYS_KEEP does not name slow',
      remedy: 'add slow to TRACES_ALWAYS_KEEP, or remove TRACES_SLOW_MS',
    },
  ];
}

/** Regions are looked at only when CloudWatch or X-Ray uses them: a shell, Lambda and ECS set them for everyone. */
function region(env: EnvironmentVariables): ConfigProblem[] {
  const variable = env['AWS_REGION'] ? 'AWS_REGION' : 'AWS_DEFAULT_REGION';
  const value = env[variable];
  const isUsed =
    env['CLOUDWATCH_LOG_GROUP'] !== undefined ||
    env['XRAY_EXPORTER']?.toLowerCase() === 'otlp';
  if (!isUsed || !value || REGION.test(value)) {
    return [];
  }
  return [
    {
      variable,
      problem: `${shownValue(value, false)} is not the name of a region`,
      remedy: `set ${variable} to an AWS region, for example us-east-1`,
    },
  ];
}
