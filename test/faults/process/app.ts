import { z } from 'zod';
import type { NameSwitch } from '../../support/name-switch.js';
import { type Answered, FIGURES_ROUTE } from '../load/load.js';
import { ChildProgram, type Exit } from './child-program.js';
import type { SandboxProgram } from './sandbox.js';
import { figuresOf, type SinkFigures } from './sink-figures.js';
import { until } from './until.js';

/** Time between two questions for the figures, each of which leaves telemetry too: longer than a batch waits. In milliseconds. */
const FIGURES_LOOK_MS = 1300;
/** Longest wait for the start, in milliseconds. */
const START_LIMIT_MS = 60_000;

const measured = z.object({
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  handles: z.record(z.string(), z.number()),
});

/** Memory in bytes, and what is open by kind. */
export type Measured = z.output<typeof measured>;

/** How X-Ray gets its traces. */
export type XRayWay = 'daemon' | 'otlp';

/** What an application is started with. */
export interface AppStart {
  readonly xray?: XRayWay;
  /** More variables, over those of the suite. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Has it reach the vendors by names, which can fail. */
  readonly names?: NameSwitch;
}

/** The built application, as a process of its own, its telemetry going to a sandbox. */
export class AppProgram {
  readonly url: string;
  /** The questions for its figures, which leave telemetry like every request. */
  readonly asked: Answered[] = [];
  readonly #program: ChildProgram;

  private constructor(program: ChildProgram, url: string) {
    this.#program = program;
    this.url = url;
  }

  static async start(
    sandbox: SandboxProgram,
    { xray = 'daemon', environment = {}, names }: AppStart = {},
  ): Promise<AppProgram> {
    const endpoints = namedEndpoints(sandbox.endpoints, names);
    const imports = [
      './test/faults/entries/typescript-sources.ts',
      './test/faults/entries/app.preload.ts',
    ].flatMap((file) => ['--import', file]);
    const program = ChildProgram.start(
      [
        '--expose-gc',
        '--enable-source-maps',
        ...(names?.nodeArguments ?? []),
        ...imports,
        'dist/main.js',
      ],
      {
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: ':memory:',
        SANDBOX: 'off',
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoints.otlp,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=a-key',
        AWS_XRAY_DAEMON_ADDRESS: endpoints.xray,
        AWS_ENDPOINT_URL_XRAY: `http://${endpoints.xray}`,
        XRAY_EXPORTER: xray,
        CLOUDWATCH_LOG_GROUP: 'cruddur',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'a-secret',
        AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoints.cloudWatchLogs,
        ROLLBAR_ACCESS_TOKEN: 'a-token',
        ROLLBAR_ENDPOINT: endpoints.rollbar,
        TELEMETRY_FIGURES: 'public',
        // A collection belongs to no request.
        OTEL_METRICS_EXPORTER: 'none',
        ...names?.environment,
        ...environment,
      },
    );
    const url = await until(
      'The application listens',
      START_LIMIT_MS,
      () => {
        const found = /API\s+(http:\/\/[^/\s"]+)/.exec(program.stdout)?.[1];
        if (program.ended)
          throw new Error(`${program.stderr}${program.stdout}`);
        return found;
      },
      () => program.stderr + program.stdout,
    );
    return new AppProgram(program, url);
  }

  /** What it wrote to standard error. */
  get stderr(): string {
    return this.#program.stderr;
  }

  get exit(): Promise<Exit> {
    return this.#program.exit;
  }

  kill(signal: NodeJS.Signals): void {
    this.#program.kill(signal);
  }

  /** Stops it as an orchestrator does. */
  async stop(): Promise<Exit> {
    this.kill('SIGTERM');
    return this.exit;
  }

  /** Memory as it is; `settled` after a garbage collection. */
  async measure(when: 'now' | 'settled'): Promise<Measured> {
    return measured.parse(await this.#program.ask(when));
  }

  /** The figures of every sink, from `/health/telemetry`. */
  async figures(): Promise<Readonly<Record<string, SinkFigures>>> {
    const sentAt = performance.now();
    const answer = await fetch(this.url + FIGURES_ROUTE);
    if (!answer.ok) {
      throw new Error(`${FIGURES_ROUTE}: ${String(answer.status)}`);
    }
    this.asked.push({
      route: FIGURES_ROUTE,
      traceId: answer.headers.get('traceparent')?.split('-')[1] ?? '',
      status: answer.status,
      sentAt,
      latencyMs: performance.now() - sentAt,
    });
    return figuresOf(await answer.json());
  }

  /**
   * Waits until nothing is held any more: what was accepted has arrived or is counted.
   *
   * @returns the figures then
   */
  async drained(
    limitMs: number,
  ): Promise<Readonly<Record<string, SinkFigures>>> {
    let last: Readonly<Record<string, SinkFigures>> = {};
    return until(
      'Nothing is queued',
      limitMs,
      async () => {
        last = await this.figures();
        const held = Object.values(last).some(
          ({ queued, spooled }) => queued + spooled > 0,
        );
        return held ? undefined : last;
      },
      () => last,
      FIGURES_LOOK_MS,
    );
  }
}

/** The endpoints, under the vendors' names as the sandbox's faults have them. */
function namedEndpoints(
  endpoints: SandboxProgram['endpoints'],
  names: NameSwitch | undefined,
): SandboxProgram['endpoints'] {
  if (!names) return endpoints;
  return {
    query: endpoints.query,
    otlp: names.named('otlp', endpoints.otlp),
    xray: names.named('xray', endpoints.xray),
    cloudWatchLogs: names.named('cloudwatch', endpoints.cloudWatchLogs),
    rollbar: names.named('rollbar', endpoints.rollbar),
  };
}
