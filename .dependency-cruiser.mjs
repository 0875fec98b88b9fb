/** The walls of the house: who may import whom. */

/** Specs and what only they import. */
const tests = '\\.spec\\.ts$|\\.spec-[a-z]+\\.ts$|/testing/';

const vendors = ['tracing', 'xray', 'logging', 'error-reporting'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that import each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'features-use-the-door',
      comment: 'Features import observability/index.js and nothing deeper.',
      severity: 'error',
      from: {
        path: '^src/(activities|messages|database|demo|health|http|openapi)/',
      },
      to: {
        path: '^src/observability/',
        pathNot: '^src/observability/index\\.ts$',
      },
    },
    {
      name: 'features-know-no-vendor',
      comment: 'No vendor SDK outside its own folder.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/observability/|${tests}` },
      to: {
        path: 'node_modules/(@opentelemetry|nestjs-otel|aws-xray|@aws-sdk|winston|nest-winston|winston-cloudwatch|rollbar)',
      },
    },
    {
      name: 'delivery-knows-no-vendor',
      severity: 'error',
      from: { path: '^src/observability/delivery/' },
      to: {
        path: '^src/',
        pathNot: '^src/observability/delivery/',
      },
    },
    {
      name: 'delivery-knows-no-vendor-sdk',
      severity: 'error',
      from: { path: '^src/observability/delivery/' },
      to: {
        path: 'node_modules/(@opentelemetry|nestjs-otel|aws-xray|@aws-sdk|winston|nest-winston|winston-cloudwatch|rollbar)',
      },
    },
    {
      name: 'redaction-knows-no-framework',
      severity: 'error',
      from: {
        path: '^src/observability/redaction/',
        pathNot: tests,
      },
      to: { path: '^(src/(?!observability/redaction/)|node_modules/)' },
    },
    {
      name: 'request-knows-no-vendor',
      comment: 'What the vendors share does not know them.',
      severity: 'error',
      from: { path: '^src/observability/request/' },
      to: { path: `^src/observability/(${vendors.join('|')})/` },
    },
    {
      name: 'outgoing-calls-know-no-vendor',
      comment:
        'Calls to other services need what the vendors share, OpenTelemetry, and nothing else.',
      severity: 'error',
      from: { path: '^src/observability/outgoing/', pathNot: tests },
      to: {
        path: '^(src/|node_modules/)',
        pathNot:
          '^src/observability/(outgoing|request|redaction)/|^node_modules/@opentelemetry/',
      },
    },
    {
      name: 'otlp-knows-no-vendor',
      comment:
        'How spans are posted is shared; whoever takes them is not known.',
      severity: 'error',
      from: { path: '^src/observability/otlp/', pathNot: tests },
      to: {
        path: '^(src/|node_modules/)',
        pathNot:
          '^src/observability/(otlp|delivery|redaction)/|^node_modules/@opentelemetry/',
      },
    },
    {
      name: 'metrics-know-no-vendor',
      comment: 'Metrics are of the process; whoever takes them is not known.',
      severity: 'error',
      from: { path: '^src/observability/metrics/', pathNot: tests },
      to: {
        path: '^(src/|node_modules/)',
        pathNot:
          '^src/observability/(metrics|otlp|delivery|request|outgoing|redaction)/|^node_modules/(@opentelemetry|@nestjs|nestjs-otel)/',
      },
    },
    ...vendors.map((vendor) => ({
      name: `${vendor}-knows-no-other-vendor`,
      severity: 'error',
      from: { path: `^src/observability/${vendor}/` },
      to: {
        path: `^src/observability/(${vendors.filter((other) => other !== vendor).join('|')})/`,
      },
    })),
    {
      name: 'vendor-sdk-in-its-folder',
      comment: 'Each SDK has one folder that knows it.',
      severity: 'error',
      from: { path: '^src/observability/(?!xray/)' },
      to: { path: 'node_modules/aws-xray' },
    },
    {
      name: 'rollbar-in-its-folder',
      severity: 'error',
      from: { path: '^src/observability/(?!error-reporting/)' },
      to: { path: 'node_modules/rollbar' },
    },
    {
      name: 'winston-in-its-folder',
      severity: 'error',
      from: { path: '^src/observability/(?!logging/)', pathNot: tests },
      to: {
        path: 'node_modules/(winston|nest-winston|winston-cloudwatch|@aws-sdk/client-cloudwatch-logs)',
      },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'The sandbox and the app are checks on each other.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/', pathNot: '^src/sandbox/' },
    },
    {
      name: 'sandbox-uses-no-encoder-of-the-app',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: tests },
      to: {
        path: 'node_modules/(@opentelemetry|aws-xray|@aws-sdk|winston|rollbar)',
      },
    },
    {
      name: 'console-sees-what-a-browser-can',
      comment:
        'Of the sandbox the console imports types, and what reads telemetry without Node.',
      severity: 'error',
      from: { path: '^src/sandbox/console/', pathNot: tests },
      to: {
        path: '^src/sandbox/',
        pathNot:
          '^src/sandbox/(console/|insight/|store/(members|trace-id|request-facts|request-path|span-facts|vendor)\\.ts)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sandbox-serves-the-console-as-files',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: '^src/sandbox/console/' },
      to: { path: '^src/sandbox/console/' },
    },
    {
      name: 'app-does-not-import-the-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'config-stands-alone',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^src/', pathNot: '^src/config/' },
    },
    {
      name: 'no-test-in-source',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: `^test/|${tests}` },
    },
    {
      name: 'no-development-dependency-in-source',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `${tests}|^src/sandbox/console/`,
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
