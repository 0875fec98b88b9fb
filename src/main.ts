import { announce } from './announce.js';
import {
  ConfigError,
  readConfig,
  withSandboxEndpoints,
} from './config/index.js';
import { createApp } from './create-app.js';
import { observabilityOptions } from './observability-options.js';
import { startMetrics, startTracing } from './observability/index.js';
import {
  exitOnCrash,
  type SandboxProcess,
  startSandboxProcess,
  stopOnSignals,
} from './process/index.js';

const crash = exitOnCrash();

async function start(): Promise<void> {
  const given = await readConfig();
  let sandbox: SandboxProcess | undefined;
  let config = given;
  if (given.sandbox.start) {
    sandbox = await startSandboxProcess(given.sandbox.ports);
    config = withSandboxEndpoints(given, sandbox.endpoints);
  }
  const observability = observabilityOptions(config);
  startTracing(observability.tracing);
  startMetrics(observability.metrics);
  const app = await createApp(config, observability);
  crash.recordIn(app);
  stopOnSignals(app, {
    timeoutMs: config.operation.shutdownTimeoutMs,
    delayMs: config.operation.shutdownDelayMs,
    sandbox,
    crash,
  });
  await app.listen(config.http.port, config.http.host);
  await announce(app, config, sandbox?.endpoints);
}

try {
  await start();
} catch (error) {
  if (!crash.hasBegun) {
    failToStart(error);
  }
}

function failToStart(error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
}

/** One line that says what to do where that is known; otherwise the error as it is. */
function startProblem(error: unknown): string {
  if (!(error instanceof Error)) {
    return `The start failed: ${String(error)}`;
  }
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'EADDRINUSE') {
    return `PORT: ${error.message}. Stop what listens there or set PORT to another port.`;
  }
  if (code === 'EACCES' && error.message.includes('listen')) {
    return `PORT: ${error.message}. Ports below 1024 need rights; set PORT to a higher one.`;
  }
  return typeof code === 'string' || error.name === 'SandboxStartFailed'
    ? `The start failed: ${error.message}`
    : (error.stack ?? error.message);
}
