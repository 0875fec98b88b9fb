import type { Series } from '../run/rounds.js';
import type { Received } from '../receivers/receiver-ports.js';
import { SCENARIOS, type ScenarioName } from '../scenarios.js';
import type { VariantName } from '../variants.js';
import { type Spread, spreadOf } from './statistics.js';

/** What a series of measurements comes to. */
export interface Summary {
  readonly variant: VariantName;
  readonly scenario: ScenarioName;
  readonly revision: string;
  readonly requestsPerSecond: Spread;
  /** Of the scenario's base, measured in the same round; undefined where that was not measured. */
  readonly ratio: Spread | undefined;
  readonly cpuUsPerRequest: Spread;
  readonly p50: Spread | undefined;
  readonly p99: Spread | undefined;
  readonly rssIdleMb: Spread;
  readonly rssLoadMb: Spread;
  readonly bootMs: Spread;
  /** What one request makes arrive. */
  readonly perRequest: Received | undefined;
  /** The lowest share of what should have arrived, by vendor. */
  readonly delivered: Readonly<Partial<Record<keyof Received, number>>>;
  /** Requests without an answer, in all rounds. */
  readonly failed: number;
  /** Whether the machine was quiet each time. */
  readonly quiet: boolean;
}

export function summaries(all: readonly Series[]): readonly Summary[] {
  return all.map((series) => summaryOf(series, baseOf(series, all)));
}

function baseOf(
  { scenario, revision }: Series,
  all: readonly Series[],
): Series | undefined {
  return all.find(
    (other) =>
      other.variant === SCENARIOS[scenario].base &&
      other.scenario === scenario &&
      other.revision === revision,
  );
}

function summaryOf(series: Series, base: Series | undefined): Summary {
  const { variant, scenario, revision, measurements } = series;
  const latencies = measurements.flatMap(({ latency }) => latency ?? []);
  return {
    variant,
    scenario,
    revision,
    requestsPerSecond: spreadOf(
      measurements.map(({ requestsPerSecond }) => requestsPerSecond),
    ),
    ratio: spread(
      measurements.flatMap(({ requestsPerSecond }, round) => {
        const ofBase = base?.measurements[round]?.requestsPerSecond;
        return ofBase === undefined ? [] : [requestsPerSecond / ofBase];
      }),
    ),
    cpuUsPerRequest: spreadOf(
      measurements.map(({ cpuUsPerRequest }) => cpuUsPerRequest),
    ),
    p50: spread(latencies.map(({ p50 }) => p50)),
    p99: spread(latencies.map(({ p99 }) => p99)),
    rssIdleMb: spreadOf(measurements.map(({ rssIdleMb }) => rssIdleMb)),
    rssLoadMb: spreadOf(measurements.map(({ rssLoadMb }) => rssLoadMb)),
    bootMs: spreadOf(measurements.map(({ bootMs }) => bootMs)),
    perRequest: measurements[0]?.perRequest,
    delivered: lowest(measurements.map(({ delivered }) => delivered)),
    failed: measurements.reduce((sum, { failed }) => sum + failed, 0),
    quiet: measurements.every(({ quiet }) => quiet),
  };
}

function spread(values: readonly number[]): Spread | undefined {
  return values.length === 0 ? undefined : spreadOf(values);
}

function lowest(shares: readonly Summary['delivered'][]): Summary['delivered'] {
  const least: Partial<Record<keyof Received, number>> = {};
  for (const kind of ['spans', 'documents', 'lines', 'occurrences'] as const) {
    const known = shares.flatMap((share) => share[kind] ?? []);
    if (known.length > 0) {
      least[kind] = Math.min(...known);
    }
  }
  return least;
}
