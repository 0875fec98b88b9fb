import { z } from 'zod';
import { ChildProgram } from './child-program.js';

/** The vendors, and all at once, as the sandbox's fault switches name them. */
export type FaultTarget = 'otlp' | 'xray' | 'cloudwatch' | 'rollbar' | 'all';

/** Kinds of record whose arrival is compared. */
export const KINDS = [
  'span',
  'xraySpan',
  'segment',
  'logEvent',
  'log',
  'item',
] as const;

/** One of them. */
export type Kind = (typeof KINDS)[number];

/** What arrived of one trace, of one kind. */
interface Arrival {
  readonly traceId: string;
  readonly records: number;
  readonly duplicates: number;
  readonly occurrences: number;
}

/** What arrived, by kind. */
export type Arrivals = Readonly<Record<Kind, readonly Arrival[]>>;

const arrivalsAnswer = z.object({
  arrivals: z.array(
    z.object({
      traceId: z.string(),
      records: z.number(),
      duplicates: z.number(),
      occurrences: z.number(),
    }),
  ),
  forgotten: z.literal(0),
});
const countsAnswer = z.object({
  counts: z.record(
    z.string(),
    z.object({ duplicates: z.number(), violations: z.number() }),
  ),
});
const listening = z.object({
  type: z.literal('listening'),
  endpoints: z.object({
    query: z.string(),
    otlp: z.string(),
    xray: z.string(),
    cloudWatchLogs: z.string(),
    rollbar: z.string(),
  }),
});

/** A sandbox of its own process, asked through its query API. */
export class SandboxProgram {
  readonly endpoints: z.output<typeof listening>['endpoints'];
  readonly #program: ChildProgram;

  private constructor(
    program: ChildProgram,
    endpoints: z.output<typeof listening>['endpoints'],
  ) {
    this.#program = program;
    this.endpoints = endpoints;
  }

  static async start(): Promise<SandboxProgram> {
    const program = ChildProgram.start(
      [
        '--import',
        './test/faults/entries/typescript-sources.ts',
        'test/faults/entries/sandbox.entry.ts',
      ],
      {},
    );
    const { endpoints } = listening.parse(await program.message());
    return new SandboxProgram(program, endpoints);
  }

  /** What arrived since the start or the last reset. */
  async arrivals(): Promise<Arrivals> {
    const found: Record<Kind, readonly Arrival[]> = {
      span: [],
      xraySpan: [],
      segment: [],
      logEvent: [],
      log: [],
      item: [],
    };
    for (const kind of KINDS) {
      const answer = await this.#call('GET', `/api/arrivals?kind=${kind}`);
      found[kind] = arrivalsAnswer.parse(answer).arrivals;
    }
    return found;
  }

  /** Items that Rollbar discarded since it had their uuid. */
  async repeatedItems(): Promise<number> {
    const { counts } = countsAnswer.parse(
      await this.#call('GET', '/api/counts'),
    );
    return counts['rollbar']?.duplicates ?? 0;
  }

  /** What broke a vendor's contract, as text. */
  async violations(): Promise<readonly string[]> {
    const answer = await this.#call('GET', '/api/violations?limit=20');
    return z
      .object({ violations: z.array(z.unknown()) })
      .parse(answer)
      .violations.map((violation) => JSON.stringify(violation));
  }

  /** Begins a fault. */
  async fault(
    target: FaultTarget,
    fault: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.#call('PUT', `/api/faults/${target}`, fault);
  }

  /** Ends a fault. */
  async heal(target: FaultTarget): Promise<void> {
    await this.#call('DELETE', `/api/faults/${target}`);
  }

  /** Forgets what arrived. */
  async reset(): Promise<void> {
    await this.#call('POST', '/api/reset');
  }

  async close(): Promise<void> {
    await this.#program.release();
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.endpoints.query + path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
    }
    return JSON.parse(text);
  }
}
