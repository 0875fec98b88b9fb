import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settledBalances } from './cells/settled-balances.js';
import { type Balances, balance } from './ledger/balance.js';
import { type Expected, learnExpected } from './ledger/expected-records.js';
import type { Answered } from './load/load.js';
import { AppProgram, type AppStart } from './process/app.js';
import { killAll } from './process/child-program.js';
import { SandboxProgram } from './process/sandbox.js';

/** A sandbox for one file of runs, with what the application's routes leave there. */
export class Bench {
  readonly #folders: string[] = [];

  private constructor(
    readonly sandbox: SandboxProgram,
    readonly expected: Expected,
  ) {}

  static async start(): Promise<Bench> {
    const sandbox = await SandboxProgram.start();
    const app = await AppProgram.start(sandbox);
    const expected = await learnExpected(app, sandbox);
    await app.stop();
    await sandbox.reset();
    return new Bench(sandbox, expected);
  }

  /** An application whose telemetry goes to this sandbox. */
  app(
    environment: Readonly<Record<string, string>> = {},
    more: AppStart = {},
  ): Promise<AppProgram> {
    return AppProgram.start(this.sandbox, { ...more, environment });
  }

  /** An empty folder. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'cruddur-faults-'));
    this.#folders.push(folder);
    return folder;
  }

  /** What of these requests has arrived. */
  balances(requests: readonly Answered[]): Promise<Balances> {
    return settledBalances(this.sandbox, (arrivals) =>
      balance(requests, this.expected, arrivals),
    );
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    killAll();
    for (const folder of this.#folders)
      await rm(folder, { recursive: true, force: true });
  }
}
