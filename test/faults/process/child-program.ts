import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Characters of output kept: of standard output the beginning, of standard error the end. */
const KEPT_CHARACTERS = 100_000;

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const running = new Set<ChildProcess>();

/** Ends what is left of this file's processes. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** A Node program of its own, with a channel for questions. */
export class ChildProgram {
  readonly exit: Promise<Exit>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';

  private constructor(
    parameters: readonly string[],
    environment: Readonly<Record<string, string>>,
  ) {
    const child = spawn(process.execPath, parameters, {
      cwd: resolve('.'),
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    running.add(child);
    child.stdout?.on('data', (chunk: Buffer) => {
      if (this.#stdout.length < KEPT_CHARACTERS)
        this.#stdout += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-KEPT_CHARACTERS);
    });
    // Not the event `close`: after a disconnect from this side it does not come.
    const outputs: readonly Promise<unknown>[] = [
      child.stdout,
      child.stderr,
    ].flatMap((stream) => (stream ? [once(stream, 'close')] : []));
    this.exit = once(child, 'exit').then(async () => {
      await Promise.all(outputs);
      running.delete(child);
      return { code: child.exitCode, signal: child.signalCode };
    });
  }

  /** @param parameters Node's own, the file, and the file's */
  static start(
    parameters: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): ChildProgram {
    return new ChildProgram(parameters, environment);
  }

  /** The beginning of standard output. */
  get stdout(): string {
    return this.#stdout;
  }

  /** The end of standard error. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Whether it is over. */
  get ended(): boolean {
    return !running.has(this.#child);
  }

  /** The next message it sends. */
  async message(): Promise<unknown> {
    const received = once(this.#child, 'message').then(
      ([message]: unknown[]) => message,
    );
    const ended = this.exit.then(({ code, signal }) => {
      throw new Error(
        `The process ended (${String(code ?? signal)}): ${this.#stderr || this.#stdout}`,
      );
    });
    return Promise.race([received, ended]);
  }

  /** Its answer to a question. */
  ask(question: string): Promise<unknown> {
    const answer = this.message();
    this.#child.send(question);
    return answer;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Lets a program that ends with its channel end. */
  async release(): Promise<Exit> {
    if (this.#child.connected) this.#child.disconnect();
    return this.exit;
  }
}
