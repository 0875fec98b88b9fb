import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve as pathOf } from 'node:path';

/** Longest wait for a start, in milliseconds: this machine may be busy. */
const START_MS = 90_000;
const PAUSE_MS = 20;

/** The built application. */
export const MAIN = pathOf('dist/bundle/main.js');

/** How it is started. */
export const NODE = [process.execPath, '--enable-source-maps', MAIN] as const;

/** The built application as a process of its own, as users run it. */
export class AppProcess {
  private stdoutText = '';
  private stderrText = '';
  /** Exit code, as soon as it has exited; null where a signal ended it. */
  readonly exit: Promise<number | null>;
  /** The same, once all it wrote was read. */
  readonly end: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.stdoutText += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.stderrText += chunk.toString();
    });
    this.exit = once(child, 'exit').then(codeOf);
    this.end = once(child, 'close').then(codeOf);
  }

  /** @param environment all of it but for PATH, HOME and free ports */
  static run(
    folder: string,
    environment: Readonly<Record<string, string>>,
    command: readonly [string, ...string[]] = NODE,
  ): AppProcess {
    const [file, ...parameters] = command;
    return new AppProcess(
      spawn(file, parameters, {
        cwd: folder,
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: folder,
          PORT: '0',
          SANDBOX_PORT: '0',
          SANDBOX_OTLP_PORT: '0',
          SANDBOX_XRAY_PORT: '0',
          SANDBOX_CLOUDWATCH_PORT: '0',
          SANDBOX_ROLLBAR_PORT: '0',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  get stdout(): string {
    return this.stdoutText;
  }

  get stderr(): string {
    return this.stderrText;
  }

  get output(): string {
    return this.stdoutText + this.stderrText;
  }

  /**
   * The origin that the start announces under a label: `API`, `Console`.
   *
   * @throws Error with the output when the process ended, or has not announced it in time
   */
  async origin(label: string): Promise<string> {
    const announced = new RegExp(`${label}\\s+(http://[^/\\s"]+)`);
    const until = Date.now() + START_MS;
    while (Date.now() < until && this.child.exitCode === null) {
      const [, origin] = announced.exec(this.output) ?? [];
      if (origin !== undefined) {
        return origin;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error(`No ${label} was announced:\n${this.output}`);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

function codeOf([code]: unknown[]): number | null {
  return typeof code === 'number' ? code : null;
}

/** The processes of one test file, in a folder of their own; none outlives it. */
export class AppProcesses {
  private readonly running: AppProcess[] = [];

  private constructor(readonly folder: string) {}

  static async create(): Promise<AppProcesses> {
    return new AppProcesses(await mkdtemp(join(tmpdir(), 'cruddur-process-')));
  }

  run(
    environment: Readonly<Record<string, string>> = {},
    command?: readonly [string, ...string[]],
  ): AppProcess {
    const app = AppProcess.run(this.folder, environment, command);
    this.running.push(app);
    return app;
  }

  async end(): Promise<void> {
    for (const { child } of this.running) {
      child.kill('SIGKILL');
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
