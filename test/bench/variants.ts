import type { ReceiverPorts } from './receivers/receiver-ports.js';

/** Which program serves the endpoint, and how it is wired. */
export interface Variant {
  /** From the folder of the bench, compiled. */
  readonly program: string;
  /** Loaded before the program, from the folder of the bench. */
  readonly before?: string;
  readonly about: string;
  readonly env: (ports: ReceiverPorts) => Readonly<Record<string, string>>;
  /** The longest that something sent waits there for more of its kind, in milliseconds. */
  readonly delayMs: number;
}

/** How our modules are served; CloudWatch's batches wait the longest. */
const ours = { program: '../bundle/ours.app.js', delayMs: 1000 } as const;
/** OpenTelemetry's spans wait 5 seconds by its documentation, and so do the batches of @nestjs/observe. */
const PEER_DELAY_MS = 5000;

const none = (): Record<string, string> => ({});

const honeycomb = ({ otlp }: ReceiverPorts): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: origin(otlp),
});
const xray = ({ xray: port }: ReceiverPorts): Record<string, string> => ({
  AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${String(port)}`,
});
const cloudwatch = ({
  cloudwatch: port,
}: ReceiverPorts): Record<string, string> => ({
  CLOUDWATCH_LOG_GROUP: 'bench',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: origin(port),
});
const rollbar = ({ rollbar: port }: ReceiverPorts): Record<string, string> => ({
  ROLLBAR_ACCESS_TOKEN: 'benchbenchbench',
  ROLLBAR_ENDPOINT: `${origin(port)}/api/1/item/`,
});
const observe = ({ otlp }: ReceiverPorts): Record<string, string> => ({
  OBSERVE_APP_KEY: 'bench',
  OBSERVE_APP_SECRET: 'bench',
  OBSERVE_ENDPOINT: origin(otlp),
});
const all = (ports: ReceiverPorts): Record<string, string> => ({
  ...honeycomb(ports),
  ...xray(ports),
  ...cloudwatch(ports),
  ...rollbar(ports),
});

export const VARIANTS = {
  bare: {
    program: 'apps/bare.app.js',
    delayMs: 0,
    about: 'NestJS and Fastify, nothing else',
    env: none,
  },
  off: {
    ...ours,
    about: 'our modules, telemetry off: access lines to standard output',
    env: () => ({ OTEL_SDK_DISABLED: 'true' }),
  },
  honeycomb: { ...ours, about: 'OTLP alone', env: honeycomb },
  xray: { ...ours, about: 'X-Ray alone', env: xray },
  cloudwatch: {
    ...ours,
    about: 'CloudWatch Logs alone; spans are recorded, for their ids',
    env: cloudwatch,
  },
  rollbar: {
    ...ours,
    about: 'Rollbar alone; spans are recorded, for their ids',
    env: rollbar,
  },
  all: { ...ours, about: 'all four, every trace', env: all },
  all10: {
    ...ours,
    about: 'all four, a tenth of the traces',
    env: (ports) => ({ ...all(ports), ...ratio('0.1') }),
  },
  unsampled: {
    ...ours,
    about: 'all four, no trace kept but failed ones',
    env: (ports) => ({ ...all(ports), ...ratio('0') }),
  },
  naive: {
    program: 'peers/naive.app.mjs',
    before: 'peers/instrumentation.mjs',
    about: 'the four vendors’ SDKs, as their documentation wires them',
    env: all,
    delayMs: PEER_DELAY_MS,
  },
  auto: {
    program: 'apps/bare.app.js',
    before: 'peers/instrumentation.mjs',
    about: 'OpenTelemetry’s auto-instrumentation, OTLP alone',
    env: honeycomb,
    delayMs: PEER_DELAY_MS,
  },
  observe: {
    program: 'peers/observe.app.mjs',
    about: '@nestjs/observe, to a sink in its collector’s place',
    env: observe,
    delayMs: PEER_DELAY_MS,
  },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof VARIANTS;

/** What `npm run bench` measures; the others are installed by `npm run bench:peers`. */
export const ourVariants: readonly VariantName[] = [
  'bare',
  'off',
  'honeycomb',
  'xray',
  'cloudwatch',
  'rollbar',
  'all',
  'all10',
  'unsampled',
];

export const variantNames: readonly VariantName[] = [
  ...ourVariants,
  'naive',
  'auto',
  'observe',
];

function ratio(share: string): Record<string, string> {
  return {
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: share,
  };
}

function origin(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}
