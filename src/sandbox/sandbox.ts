import { CloudWatchLogsReceiver } from './cloudwatch-logs/index.js';
import { DaemonListener } from './listener/daemon-listener.js';
import { HttpListener } from './listener/http-listener.js';
import { LOOPBACK } from './listener/loopback.js';
import { OtlpReceiver } from './otlp/index.js';
import {
  createQueryServer,
  listenQueryServer,
  type SandboxEndpoints,
} from './query/index.js';
import { RollbarReceiver } from './rollbar/index.js';
import { portError } from './sandbox.errors.js';
import {
  DEFAULT_SANDBOX_OPTIONS,
  type Endpoint,
  type SandboxOptions,
} from './sandbox.options.js';
import { TelemetryStore } from './store/index.js';
import { SamplingRules, XRayReceiver } from './xray/index.js';

/** A running sandbox. */
export interface Sandbox {
  /** Where it listens; URLs without a trailing slash, but `xray` is `host:port` (UDP and TCP). */
  readonly endpoints: SandboxEndpoints;
  /** What it received. */
  readonly store: TelemetryStore;
  /** The X-Ray sampling rules it serves. */
  readonly samplingRules: SamplingRules;
  /** Forgets all telemetry, violations, figures and sampling rules; log groups and streams stay. */
  reset(): void;
  /** Stops listening; a second call waits for the first. */
  close(): Promise<void>;
}

/**
 * Starts stand-ins for Honeycomb's OTLP endpoint, the X-Ray daemon, CloudWatch
 * Logs and Rollbar on 127.0.0.1, with an API to ask what they received.
 *
 * @throws SandboxStartError when a port cannot be bound; nothing stays open then.
 */
export async function startSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<Sandbox> {
  const settings = { ...DEFAULT_SANDBOX_OPTIONS, ...options };
  const { ports } = settings;
  const store = new TelemetryStore(settings);
  const samplingRules = new SamplingRules();
  const otlp = new OtlpReceiver(store);
  const xray = new XRayReceiver(store, samplingRules, settings.maxRequests);
  const logs = new CloudWatchLogsReceiver(store);
  const rollbar = new RollbarReceiver(store, settings.rollbarCallsPerMinute);
  const reset = (): void => {
    store.reset();
    samplingRules.reset();
    xray.reset();
    rollbar.reset();
  };
  let endpoints: SandboxEndpoints | undefined;
  const query = createQueryServer({
    store,
    samplingRules,
    reset,
    endpoints: () => {
      if (!endpoints) throw new Error('The sandbox is starting');
      return endpoints;
    },
  });

  const closers: (() => Promise<void>)[] = [() => query.close()];
  const closeAll = async (): Promise<void> => {
    await Promise.all(closers.map((close) => close()));
  };
  const open = async <T extends { close(): Promise<void> }>(
    endpoint: Endpoint,
    start: () => Promise<T>,
  ): Promise<T> => {
    const listener = await orPortError(endpoint, ports[endpoint], start);
    closers.push(() => listener.close());
    return listener;
  };
  const http = (
    endpoint: Endpoint,
    receiver: OtlpReceiver | CloudWatchLogsReceiver | RollbarReceiver,
  ): Promise<HttpListener> =>
    open(endpoint, () =>
      HttpListener.start(
        ports[endpoint],
        receiver.maxBodyBytes,
        receiver.handle,
      ),
    );
  try {
    const otlpListener = await http('otlp', otlp);
    const xrayListener = await open('xray', () =>
      DaemonListener.start(
        ports.xray,
        xray.maxBodyBytes,
        xray.take,
        xray.handle,
      ),
    );
    const logsListener = await http('cloudWatchLogs', logs);
    const rollbarListener = await http('rollbar', rollbar);
    const queryPort = await orPortError('query', ports.query, () =>
      listenQueryServer(query, ports.query),
    );
    endpoints = {
      query: urlOf(queryPort),
      otlp: urlOf(otlpListener.port),
      xray: `${LOOPBACK}:${xrayListener.port}`,
      cloudWatchLogs: urlOf(logsListener.port),
      rollbar: urlOf(rollbarListener.port),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return {
    endpoints,
    store,
    samplingRules,
    reset,
    close: () => (closing ??= closeAll()),
  };
}

async function orPortError<T>(
  endpoint: Endpoint,
  port: number,
  start: () => Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (error) {
    throw portError(endpoint, port, error);
  }
}

function urlOf(port: number): string {
  return `http://${LOOPBACK}:${port}`;
}
