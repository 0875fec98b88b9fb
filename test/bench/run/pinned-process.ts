import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

/** Time in which a process answers, in milliseconds; a load takes as long as it was asked for besides. */
const ANSWER_MS = 60_000;

const pins = spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

/** Whether processes can be held on one processor each, so that load and receivers take nothing from what is measured. */
export function canPin(): boolean {
  return pins;
}

export interface ProcessOptions {
  /** The processor that it runs on. */
  readonly core: number;
  /** Whether others on its processor go first. */
  readonly yields?: boolean;
  /** Whole environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of Node. */
  readonly nodeArguments?: readonly string[];
}

/** A Node process on one processor, with a channel for questions. */
export class PinnedProcess {
  /** The last that it said on standard error. */
  complaints = '';
  /** Bytes that it wrote on standard output, which is read and thrown away. */
  outputBytes = 0;
  private hasEnded = false;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.outputBytes += chunk.byteLength;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.complaints = (this.complaints + chunk.toString()).slice(-4000);
    });
    child.once('exit', () => {
      this.hasEnded = true;
    });
  }

  /** @param program compiled, as a URL */
  static start(program: URL, options: ProcessOptions): PinnedProcess {
    const { core, env, yields = false, nodeArguments = [] } = options;
    const command = [
      ...(yields ? ['nice', '-n', '10'] : []),
      process.execPath,
      '--enable-source-maps',
      ...nodeArguments,
      fileURLToPath(program),
    ];
    const [file = '', ...rest] = pins
      ? ['taskset', '-c', String(core), ...command]
      : command;
    const child = spawn(file, rest, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      ...(env === undefined ? {} : { env }),
    });
    return new PinnedProcess(child);
  }

  /** taskset becomes the program, so that the process's number is the program's. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return !this.hasEnded;
  }

  /** What it says first. */
  async hear<T>(shape: z.ZodType<T>): Promise<T> {
    return this.answer(shape, ANSWER_MS);
  }

  /** Asks and awaits the next answer; one question at a time. */
  async ask<T>(
    question: string | object,
    shape: z.ZodType<T>,
    extraMs = 0,
  ): Promise<T> {
    const answer = this.answer(shape, ANSWER_MS + extraMs);
    this.child.send(question);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.isRunning) {
      const exit = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await exit;
    }
  }

  private async answer<T>(shape: z.ZodType<T>, limitMs: number): Promise<T> {
    const over = new AbortController();
    const ended = once(this.child, 'exit', { signal: over.signal }).then(() => {
      throw new Error(`The process ended: ${this.complaints}`);
    });
    const limit = AbortSignal.timeout(limitMs);
    try {
      const [message]: unknown[] = await Promise.race([
        once(this.child, 'message', { signal: limit }),
        ended,
      ]);
      return shape.parse(message);
    } finally {
      over.abort();
      ended.catch(() => undefined);
    }
  }
}
