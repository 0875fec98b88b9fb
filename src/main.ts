import { announce } from './announce.js';
import {
  type Config,
  readConfig,
  withSandboxEndpoints,
} from './config/index.js';
import { createApp } from './create-app.js';
import { observabilityOptions } from './observability-options.js';
import {
  type OpenLog,
  openLog,
  startMetrics,
  startRedaction,
  startTracing,
} from './observability/index.js';
import {
  exitOnCrash,
  failToStart,
  levelOnSignal,
  type SandboxProcess,
  startSandboxProcess,
  stopOnSignals,
} from './process/index.js';

const crash = exitOnCrash();
const levels = levelOnSignal();
let known: Config | undefined;
let log: OpenLog | undefined;

async function start(): Promise<void> {
  const given = await readConfig();
  known = given;
  let sandbox: SandboxProcess | undefined;
  let config = given;
  if (given.sandbox.start) {
    sandbox = await startSandboxProcess(given.sandbox.ports);
    config = withSandboxEndpoints(given, sandbox.endpoints);
  }
  const observability = observabilityOptions(config);
  startRedaction(observability.redaction);
  startTracing(observability.tracing);
  startMetrics(observability.metrics);
  log = await openLog(observability);
  crash.writeTo(log);
  if (sandbox !== undefined) {
    log.logger.log(`Console        ${sandbox.endpoints.query}`, 'Start');
  }
  const app = await createApp(config, log.options);
  crash.recordIn(app);
  levels.changeIn(app);
  stopOnSignals(app, {
    timeoutMs: config.operation.shutdownTimeoutMs,
    delayMs: config.operation.shutdownDelayMs,
    sandbox,
    crash,
  });
  await app.listen(config.http.port, config.http.host);
  app.useLogger(log.logger);
  sandbox?.callsGoTo(await app.getUrl());
  await announce(app, config, sandbox?.endpoints);
}

/** The log, for the failure of a start that may not have come that far. */
async function logOfStart(): Promise<OpenLog | undefined> {
  if (log !== undefined || known === undefined) {
    return log;
  }
  const observability = observabilityOptions(known);
  startRedaction(observability.redaction);
  startTracing(observability.tracing);
  return openLog(observability);
}

try {
  await start();
} catch (error) {
  if (!crash.hasBegun) {
    await failToStart(error, logOfStart);
  }
}
