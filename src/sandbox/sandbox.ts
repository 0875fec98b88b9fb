import {
  CloudWatchLogsReceiver,
  type DeniedRights,
} from './cloudwatch-logs/index.js';
import {
  cloudWatchForm,
  type FaultForm,
  Faults,
  otlpForm,
  rollbarForm,
  xrayForm,
} from './faults/index.js';
import { LOOPBACK } from './listener/loopback.js';
import { LOGS, METRICS, OtlpReceiver, TRACES } from './otlp/index.js';
import {
  createQueryServer,
  listenQueryServer,
  type SandboxEndpoints,
} from './query/index.js';
import { RollbarReceiver } from './rollbar/index.js';
import { applicationOrigin } from './application-origin.js';
import { portError } from './sandbox.errors.js';
import {
  DEFAULT_SANDBOX_OPTIONS,
  type Endpoint,
  type SandboxOptions,
} from './sandbox.options.js';
import { TelemetryStore, type Vendor } from './store/index.js';
import {
  startVendorEndpoint,
  type VendorEndpoint,
  type VendorReceiver,
} from './vendor-endpoint.js';
import { SamplingRules, XRayReceiver } from './xray/index.js';

/** A running sandbox. */
export interface Sandbox {
  /** Where it listens; URLs without a trailing slash, but `xray` is `host:port` (UDP and TCP). */
  readonly endpoints: SandboxEndpoints;
  /** What it received. */
  readonly store: TelemetryStore;
  /** The X-Ray sampling rules it serves. */
  readonly samplingRules: SamplingRules;
  /** What the caller of CloudWatch Logs may not do. */
  readonly deniedRights: DeniedRights;
  /** What is wrong with the vendors: switches for refused connections, slow or broken answers and the like. */
  readonly faults: Faults;
  /**
   * Ends all faults, then forgets all telemetry, violations, figures, sampling rules and denied rights; log groups and streams stay.
   *
   * @throws FaultError `PORT_TAKEN` when the port of an ended `refuse` cannot be bound again.
   */
  reset(): Promise<void>;
  /**
   * Tells where the application listens that the console's calls go to.
   *
   * @throws SandboxStartError `INVALID_APPLICATION_URL` when it is no http or https URL of this machine.
   */
  callsGoTo(url: string): void;
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
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(closers.map((close) => close()));
  };
  const open = async (
    endpoint: Exclude<Endpoint, 'query'>,
    vendor: Vendor,
    receiver: VendorReceiver,
    form: FaultForm,
  ): Promise<VendorEndpoint> => {
    const opened = await orPortError(endpoint, ports[endpoint], () =>
      startVendorEndpoint(vendor, ports[endpoint], receiver, form, store),
    );
    closers.push(() => opened.close());
    return opened;
  };
  let endpoints: SandboxEndpoints | undefined;
  let application = settings.applicationUrl;
  try {
    const vendors = {
      otlp: await open('otlp', 'otlp', otlp, otlpForm([TRACES, METRICS, LOGS])),
      xray: await open('xray', 'xray', xray, xrayForm),
      cloudwatch: await open(
        'cloudWatchLogs',
        'cloudwatch',
        logs,
        cloudWatchForm,
      ),
      rollbar: await open('rollbar', 'rollbar', rollbar, rollbarForm),
    };
    const faults = new Faults({
      otlp: vendors.otlp.faults,
      xray: vendors.xray.faults,
      cloudwatch: vendors.cloudwatch.faults,
      rollbar: vendors.rollbar.faults,
    });
    const reset = async (): Promise<void> => {
      await faults.clear();
      store.reset();
      samplingRules.reset();
      logs.denied.set([]);
      xray.reset();
      rollbar.reset();
    };
    const query = createQueryServer({
      store,
      samplingRules,
      deniedRights: logs.denied,
      faults,
      reset,
      consoleDirectory: settings.consoleDirectory,
      application: () => application,
      endpoints: () => {
        if (!endpoints) throw new Error('The sandbox is starting');
        return endpoints;
      },
    });
    closers.push(() => query.close());
    const queryPort = await orPortError('query', ports.query, () =>
      listenQueryServer(query, ports.query),
    );
    endpoints = {
      query: urlOf(queryPort),
      otlp: urlOf(vendors.otlp.port),
      xray: `${LOOPBACK}:${vendors.xray.port}`,
      cloudWatchLogs: urlOf(vendors.cloudwatch.port),
      rollbar: urlOf(vendors.rollbar.port),
    };
    let closing: Promise<void> | undefined;
    return {
      endpoints,
      store,
      samplingRules,
      deniedRights: logs.denied,
      faults,
      reset,
      callsGoTo: (url) => {
        application = applicationOrigin(url);
      },
      close: () => (closing ??= closeAll()),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
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
