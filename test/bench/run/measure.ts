import { setTimeout as wait } from 'node:timers/promises';
import type { Received } from '../receivers/receiver-ports.js';
import { SCENARIOS, type ScenarioName } from '../scenarios.js';
import { VARIANTS, type VariantName } from '../variants.js';
import type { BenchRig } from './bench-rig.js';
import { ProgramUnderTest } from './program-under-test.js';
import { quietMachine } from './quiet-machine.js';

const CONNECTIONS = 50;
/** Load before anything is measured, in seconds: V8 has compiled what is hot then. */
const WARM_UP_SECONDS = 4;
/** Until a process that nobody asks anything is measured at rest, in milliseconds. */
const REST_MS = 1000;
const SAMPLE_MS = 250;

/** One measurement of one variant. */
export interface Measurement {
  readonly requestsPerSecond: number;
  /** Of the whole process, workers and collector included, in microseconds. */
  readonly cpuUsPerRequest: number;
  readonly rssIdleMb: number;
  /** The highest under load. */
  readonly rssLoadMb: number;
  readonly bootMs: number;
  /** Requests that failed in themselves, without an answer. */
  readonly failed: number;
  /** What one request makes arrive. */
  readonly perRequest: Received;
  /** Share of what should have arrived that did, by vendor; of what the variant sends. */
  readonly delivered: Readonly<Partial<Record<keyof Received, number>>>;
  readonly latency?: { readonly p50: number; readonly p99: number };
  /** Whether the machine did nothing else when it began. */
  readonly quiet: boolean;
}

export interface MeasureOptions {
  readonly rig: BenchRig;
  readonly variant: VariantName;
  readonly scenario: ScenarioName;
  readonly seconds: number;
  /** Requests a second at which latency is measured; left out, it is not. */
  readonly latencyRate?: number | undefined;
  readonly root?: URL | undefined;
}

export async function measure(options: MeasureOptions): Promise<Measurement> {
  const { rig, variant, scenario, seconds, latencyRate, root } = options;
  const quiet = await quietMachine();
  const { ports } = rig;
  const { delayMs } = VARIANTS[variant];
  const program = await ProgramUnderTest.start({
    variant,
    scenario,
    ports,
    root,
  });
  try {
    const target = {
      port: program.port,
      connections: CONNECTIONS,
      ...SCENARIOS[scenario],
    };
    const perRequest = await arrivingPerRequest(rig, program.port, options);
    await wait(REST_MS);
    const rest = await program.usage();
    await rig.load({ kind: 'saturate', ...target, seconds: WARM_UP_SECONDS });
    const before = await rig.allArrived(delayMs);
    const used = await program.usage();
    const peak = new PeakMemory(program);
    const load = await rig.load({ kind: 'saturate', ...target, seconds });
    const rssLoad = await peak.stop();
    const usedAfter = await program.usage();
    const after = await rig.allArrived(delayMs);
    const latency =
      latencyRate === undefined
        ? undefined
        : await rig.load({
            kind: 'rate',
            ...target,
            seconds,
            rate: latencyRate,
          });
    return {
      requestsPerSecond: load.perSecond,
      cpuUsPerRequest: (usedAfter.cpuUs - used.cpuUs) / load.answered,
      rssIdleMb: rest.rssBytes / 1e6,
      rssLoadMb: rssLoad / 1e6,
      bootMs: program.bootMs,
      failed: load.failed,
      perRequest,
      delivered: sharesOf(perRequest, before, after, load.answered),
      ...(latency && { latency: { p50: latency.p50, p99: latency.p99 } }),
      quiet,
    };
  } finally {
    await program.stop();
    // A vendor in trouble, or a record that was dropped: what was measured is something else then.
    process.stderr.write(program.complaints);
  }
}

/** What one request makes arrive. */
async function arrivingPerRequest(
  rig: BenchRig,
  port: number,
  { variant, scenario }: MeasureOptions,
): Promise<Received> {
  const { delayMs } = VARIANTS[variant];
  const before = await rig.allArrived(delayMs);
  const url = `http://127.0.0.1:${String(port)}${SCENARIOS[scenario].path}`;
  await (await fetch(url)).arrayBuffer();
  return difference(before, await rig.allArrived(delayMs));
}

function difference(before: Received, after: Received): Received {
  return {
    spans: after.spans - before.spans,
    documents: after.documents - before.documents,
    lines: after.lines - before.lines,
    occurrences: after.occurrences - before.occurrences,
  };
}

function sharesOf(
  perRequest: Received,
  before: Received,
  after: Received,
  requests: number,
): Measurement['delivered'] {
  const arrived = difference(before, after);
  const shares: Partial<Record<keyof Received, number>> = {};
  for (const kind of ['spans', 'documents', 'lines', 'occurrences'] as const) {
    if (perRequest[kind] > 0) {
      shares[kind] = arrived[kind] / (perRequest[kind] * requests);
    }
  }
  return shares;
}

/** The most memory that a program holds while it is watched. */
class PeakMemory {
  private peak = 0;
  private isOver = false;
  private readonly watching: Promise<void>;

  constructor(private readonly program: ProgramUnderTest) {
    this.watching = this.watch();
  }

  async stop(): Promise<number> {
    this.isOver = true;
    await this.watching;
    return this.peak;
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      const { rssBytes } = await this.program.usage();
      this.peak = Math.max(this.peak, rssBytes);
      await wait(SAMPLE_MS);
    }
  }
}
