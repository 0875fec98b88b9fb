import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { type AppProcess, AppProcesses, MAIN } from './app-process.js';
import { vendorEnvironment } from './vendor-environment.js';

/** A sandbox, and processes of the built application whose telemetry goes there. */
export interface ProcessBench {
  readonly sandbox: Sandbox;
  /**
   * Runs the built application.
   *
   * @param parameters of Node
   * @param environment over that of the vendors
   */
  run(
    parameters: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): AppProcess;
}

/** For the tests of one file: made before them, the sandbox emptied after each, and ended after the last. */
export function useProcessBench(): ProcessBench {
  let processes: AppProcesses;
  let sandbox: Sandbox;

  beforeAll(async () => {
    processes = await AppProcesses.create();
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });

  afterEach(async () => {
    await sandbox.reset();
  });

  afterAll(async () => {
    await processes.end();
    await sandbox.close();
  });

  return {
    get sandbox() {
      return sandbox;
    },
    run: (parameters, environment = {}) =>
      processes.run(
        { ...vendorEnvironment(sandbox.endpoints), ...environment },
        [process.execPath, ...parameters, MAIN],
      ),
  };
}
