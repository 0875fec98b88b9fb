import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Its names are this machine's own (RFC 6761), which the sandbox answers to. */
const DOMAIN = 'sandbox.localhost';

/** Has the names of vendors resolve, or not, in another process. */
export class NameSwitch {
  /** For the command line of the process, before its script. */
  readonly nodeArguments: readonly string[] = [
    '--import',
    new URL('./name-switch.preload.ts', import.meta.url).href,
  ];
  /** For the environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #directory: string;
  readonly #file: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.#file = join(directory, 'down');
    this.environment = {
      NAME_SWITCH_DOMAIN: DOMAIN,
      NAME_SWITCH_FILE: this.#file,
    };
  }

  /** Names resolve to begin with. */
  static async create(): Promise<NameSwitch> {
    return new NameSwitch(await mkdtemp(join(tmpdir(), 'name-switch-')));
  }

  /**
   * An endpoint under a name that is switched.
   *
   * @param endpoint a URL or `host:port`, at 127.0.0.1
   */
  named(vendor: string, endpoint: string): string {
    return endpoint.replace('127.0.0.1', `${vendor}.${DOMAIN}`);
  }

  /**
   * Has names fail from now on; connections that stand are not concerned.
   *
   * @param vendors those whose names fail. @default all
   */
  async fail(
    code: 'ENOTFOUND' | 'EAI_AGAIN' = 'ENOTFOUND',
    vendors: readonly string[] = [],
  ): Promise<void> {
    await writeFile(this.#file, [code, ...vendors].join(' '));
  }

  /** Has names resolve again. */
  async restore(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  /** Removes its directory. */
  async close(): Promise<void> {
    await rm(this.#directory, { recursive: true });
  }
}
