import type { Type } from '@nestjs/common';
import { RecordingRelay } from '../../support/recording-relay.js';
import { startTestApp, type TestApp } from '../../support/start-app.js';

const VENDORS = ['otlp', 'xray', 'cloudWatchLogs', 'rollbar'] as const;

/** The application, whose every byte to a vendor is kept on its way. */
export interface RelayedApp {
  readonly app: TestApp;
  /** What left so far, by where it went. */
  sent(): ReadonlyMap<string, Buffer>;
  close(): Promise<void>;
}

/** Starts the application with a relay before each vendor of its sandbox. */
export async function startRelayedApp(
  overrides: Readonly<Record<string, string>>,
  modules: readonly Type[] = [],
): Promise<RelayedApp> {
  const [otlp, xray, logs, rollbar] = await Promise.all([
    RecordingRelay.open(),
    RecordingRelay.open(),
    RecordingRelay.open(),
    RecordingRelay.open(),
  ]);
  const relays = { otlp, xray, cloudWatchLogs: logs, rollbar };
  const output = captureOutput();
  const app = await startTestApp(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: url(otlp),
      OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=test',
      OTEL_LOGS_EXPORTER: 'otlp',
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${String(xray.port)}`,
      CLOUDWATCH_LOG_GROUP: 'cruddur',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url(logs),
      ROLLBAR_ACCESS_TOKEN: 'test',
      ROLLBAR_ENDPOINT: `${url(rollbar)}/api/1/item/`,
      ...overrides,
    },
    {
      modules,
      prepare: ({ endpoints }) => {
        for (const vendor of VENDORS) {
          relays[vendor].passTo(endpoints[vendor]);
        }
      },
    },
  );
  return {
    app,
    sent: () =>
      new Map([
        ...VENDORS.map((vendor) => [vendor, relays[vendor].bytes()] as const),
        ['log lines', Buffer.from(JSON.stringify(app.lines()))],
        ['stdout and stderr', Buffer.from(output.text())],
      ]),
    close: async () => {
      await app.close();
      output.release();
      await Promise.all(VENDORS.map((vendor) => relays[vendor].close()));
    },
  };
}

function url({ port }: RecordingRelay): string {
  return `http://127.0.0.1:${String(port)}`;
}

/** Keeps what the process writes while it still writes it. */
function captureOutput(): { text(): string; release(): void } {
  let text = '';
  const streams = [process.stdout, process.stderr];
  const releases = streams.map((stream) => {
    const spy = vi.spyOn(stream, 'write');
    spy.mockImplementation((chunk: string | Uint8Array): boolean => {
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    });
    return () => {
      spy.mockRestore();
    };
  });
  return {
    text: () => text,
    release: () => {
      for (const release of releases) {
        release();
      }
    },
  };
}
