import { AppProcesses } from '../support/app-process.js';
import { ConsoleBrowser } from './console-browser.js';

/** The built application with its sandbox, and a browser. */
export interface ConsoleApp {
  readonly browser: ConsoleBrowser;
  /** Origin of the console. */
  readonly origin: string;
  /** Origin of the API. */
  readonly url: string;
  end(): Promise<void>;
}

/** Starts both; the application tells of its deliveries every second. */
export async function startConsoleApp(): Promise<ConsoleApp> {
  const processes = await AppProcesses.create();
  const app = processes.run({
    SANDBOX: 'on',
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
  });
  const [browser, origin, url] = await Promise.all([
    ConsoleBrowser.launch(),
    app.origin('Console'),
    app.origin('API'),
  ]);
  return {
    browser,
    origin,
    url,
    end: async () => {
      await browser.close();
      await processes.end();
    },
  };
}
