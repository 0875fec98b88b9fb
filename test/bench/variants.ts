import type { ReceiverPorts } from './receivers/receiver-ports.js';

/** Which program serves the endpoint, and how it is wired. */
export interface Variant {
  readonly program: 'bare' | 'ours';
  readonly about: string;
  readonly env: (ports: ReceiverPorts) => Readonly<Record<string, string>>;
}

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
const all = (ports: ReceiverPorts): Record<string, string> => ({
  ...honeycomb(ports),
  ...xray(ports),
  ...cloudwatch(ports),
  ...rollbar(ports),
});

export const VARIANTS = {
  bare: {
    program: 'bare',
    about: 'NestJS and Fastify, nothing else',
    env: none,
  },
  off: {
    program: 'ours',
    about: 'our modules, telemetry off: access lines to standard output',
    env: () => ({ OTEL_SDK_DISABLED: 'true' }),
  },
  honeycomb: { program: 'ours', about: 'OTLP alone', env: honeycomb },
  xray: { program: 'ours', about: 'X-Ray alone', env: xray },
  cloudwatch: {
    program: 'ours',
    about: 'CloudWatch Logs alone; spans are recorded, for their ids',
    env: cloudwatch,
  },
  rollbar: {
    program: 'ours',
    about: 'Rollbar alone; spans are recorded, for their ids',
    env: rollbar,
  },
  all: { program: 'ours', about: 'all four, every trace', env: all },
  all10: {
    program: 'ours',
    about: 'all four, a tenth of the traces',
    env: (ports) => ({ ...all(ports), ...ratio('0.1') }),
  },
  unsampled: {
    program: 'ours',
    about: 'all four, no trace kept but failed ones',
    env: (ports) => ({ ...all(ports), ...ratio('0') }),
  },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof VARIANTS;

export const variantNames: readonly VariantName[] = [
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

function ratio(share: string): Record<string, string> {
  return {
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: share,
  };
}

function origin(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}
