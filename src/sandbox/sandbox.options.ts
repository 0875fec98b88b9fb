import { fileURLToPath } from 'node:url';

/** The endpoints of the sandbox. */
export type Endpoint = 'query' | 'otlp' | 'xray' | 'cloudWatchLogs' | 'rollbar';

/** How the sandbox listens and how much it keeps. */
export interface SandboxOptions {
  /** TCP ports on 127.0.0.1; 0 takes a free one. */
  readonly ports: Readonly<Record<Endpoint, number>>;
  /**
   * Memory for telemetry kept, bytes (estimated).
   * @default 67108864
   */
  readonly maxBytes: number;
  /**
   * Memory for bodies and datagrams as they were received, bytes.
   * @default 33554432
   */
  readonly maxPayloadBytes: number;
  /**
   * Traces kept, and as many records that belong to none.
   * @default 10000
   */
  readonly maxRequests: number;
  /**
   * Traces of which it is remembered, by id, what arrived, of each kind; longer than the records are kept.
   * @default 20000
   */
  readonly maxArrivals: number;
  /**
   * Violations kept.
   * @default 1000
   */
  readonly maxViolations: number;
  /**
   * Rollbar calls allowed a minute for one access token; beyond it the answer
   * is 429. Rollbar's own default is 5,000.
   * @default 5000
   */
  readonly rollbarCallsPerMinute: number;
  /** Origin of the application that the console's calls go to; told later when it is not known yet. */
  readonly applicationUrl?: string;
  /** Where the console was built to. */
  readonly consoleDirectory: string;
}

/** Where the console is, beside this file in what was built. */
const CONSOLE_DIRECTORY = fileURLToPath(new URL('./console', import.meta.url));

/** The defaults: the vendors' own ports where they have one. */
export const DEFAULT_SANDBOX_OPTIONS: SandboxOptions = {
  ports: {
    query: 4568,
    otlp: 4318,
    xray: 2000,
    cloudWatchLogs: 4569,
    rollbar: 4570,
  },
  maxBytes: 64 * 1024 * 1024,
  maxPayloadBytes: 32 * 1024 * 1024,
  maxRequests: 10_000,
  maxArrivals: 20_000,
  maxViolations: 1_000,
  rollbarCallsPerMinute: 5_000,
  consoleDirectory: CONSOLE_DIRECTORY,
};

/** Free ports for every endpoint, as tests want them. */
export const FREE_PORTS: SandboxOptions['ports'] = {
  query: 0,
  otlp: 0,
  xray: 0,
  cloudWatchLogs: 0,
  rollbar: 0,
};

/** For each endpoint, what it is and the variable that moves its port. */
export const ENDPOINT_FACTS: Readonly<
  Record<Endpoint, { readonly purpose: string; readonly variable: string }>
> = {
  query: { purpose: 'the console and its API', variable: 'SANDBOX_PORT' },
  otlp: { purpose: 'OTLP over HTTP', variable: 'SANDBOX_OTLP_PORT' },
  xray: {
    purpose: 'the X-Ray daemon (UDP and TCP)',
    variable: 'SANDBOX_XRAY_PORT',
  },
  cloudWatchLogs: {
    purpose: 'CloudWatch Logs',
    variable: 'SANDBOX_CLOUDWATCH_PORT',
  },
  rollbar: { purpose: 'Rollbar', variable: 'SANDBOX_ROLLBAR_PORT' },
};

/** The endpoints in the order in which they are shown. */
export const ENDPOINTS: readonly Endpoint[] = [
  'query',
  'otlp',
  'xray',
  'cloudWatchLogs',
  'rollbar',
];
