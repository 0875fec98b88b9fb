import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ReceiverPorts } from '../receivers/receiver-ports.js';
import { SCENARIOS, type ScenarioName } from '../scenarios.js';
import { type Variant, VARIANTS, type VariantName } from '../variants.js';
import { PinnedProcess } from './pinned-process.js';

/** Processor of the program that is measured. */
const CORE = 0;
const BOOT_LIMIT_MS = 30_000;
const POLL_MS = 2;

const usage = z.object({
  cpuUs: z.number(),
  rssBytes: z.number(),
  heapBytes: z.number(),
});

type Usage = z.output<typeof usage>;

const figures = z.object({
  figures: z.record(
    z.string(),
    z.object({
      accepted: z.number(),
      delivered: z.number(),
      queued: z.number(),
      dropped: z.record(z.string(), z.number()),
    }),
  ),
});

export type Figures = z.output<typeof figures>['figures'];

export interface ProgramOptions {
  readonly variant: VariantName;
  readonly scenario: ScenarioName;
  readonly ports: ReceiverPorts;
  /** Folder that the bench was compiled into. @default this one's */
  readonly root?: URL | undefined;
  readonly nodeArguments?: readonly string[];
}

/** One variant, serving. */
export class ProgramUnderTest {
  private constructor(
    private readonly process: PinnedProcess,
    readonly port: number,
    /** From its start to its first answer, in milliseconds. */
    readonly bootMs: number,
  ) {}

  static async start(options: ProgramOptions): Promise<ProgramUnderTest> {
    const { variant, scenario, ports, nodeArguments = [] } = options;
    const root = options.root ?? new URL('../../../', import.meta.url);
    const { before, env }: Variant = VARIANTS[variant];
    const port = await freePort();
    const startedAt = performance.now();
    const child = PinnedProcess.start(programOf(root, variant, scenario), {
      core: CORE,
      nodeArguments: [
        ...nodeArguments,
        '--import',
        benchFile(root, 'apps/probe.js').href,
        ...(before === undefined
          ? []
          : ['--import', benchFile(root, before).href]),
      ],
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        SANDBOX: 'off',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_SEED: 'on',
        ...databaseOf(scenario),
        ...env(ports),
      },
    });
    while (!(await answers(port, SCENARIOS[scenario].path))) {
      if (!child.isRunning || performance.now() - startedAt > BOOT_LIMIT_MS) {
        await child.stop();
        throw new Error(`${variant} does not serve: ${child.complaints}`);
      }
      await wait(POLL_MS);
    }
    return new ProgramUnderTest(child, port, performance.now() - startedAt);
  }

  usage(): Promise<Usage> {
    return this.process.ask('usage', usage);
  }

  /** After a full collection; the program must run with `--expose-gc`. */
  collected(): Promise<Usage> {
    return this.process.ask('collect', usage);
  }

  async figures(): Promise<Figures> {
    return (await this.process.ask('figures', figures)).figures;
  }

  async profiled(work: () => Promise<unknown>): Promise<unknown> {
    await this.process.ask('profile', z.literal('profiling'));
    await work();
    return this.process.ask('profiled', z.unknown());
  }

  get complaints(): string {
    return this.process.complaints;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

/** The home feed needs the product itself, and its database. */
function programOf(
  root: URL,
  variant: VariantName,
  scenario: ScenarioName,
): URL {
  return scenario === 'home'
    ? new URL('../dist/bundle/main.js', root)
    : benchFile(root, VARIANTS[variant].program);
}

function benchFile(root: URL, path: string): URL {
  return new URL(`test/bench/${path}`, root);
}

function databaseOf(scenario: ScenarioName): Record<string, string> {
  const url = process.env['TEST_DATABASE_URL'];
  if (scenario !== 'home') {
    return {};
  }
  if (url === undefined) {
    throw new TypeError(
      'The scenario home needs PostgreSQL: .ci/with-postgres npm run bench -- --scenarios home',
    );
  }
  return { DATABASE_URL: url };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
