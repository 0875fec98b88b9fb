import type { Spread } from './statistics.js';
import type { Summary } from './summary.js';

/** What the telemetry may cost at the most. */
interface Target {
  readonly about: string;
  readonly bar: string;
  /** Undefined where what it needs was not measured. */
  readonly measured: (of: Lookup) => number | undefined;
  readonly isMet: (value: number) => boolean;
  readonly digits: number;
}

type Lookup = (
  variant: Summary['variant'],
  scenario: Summary['scenario'],
) => Summary | undefined;

const TARGETS: readonly Target[] = [
  {
    about: 'throughput, do-nothing endpoint, of bare',
    bar: '≥ 0.40',
    measured: (of) => of('all', 'nothing')?.ratio?.median,
    isMet: (value) => value >= 0.4,
    digits: 3,
  },
  {
    about:
      'throughput, home feed from PostgreSQL, of the same with telemetry off',
    bar: '≥ 0.85',
    measured: (of) => of('all', 'home')?.ratio?.median,
    isMet: (value) => value >= 0.85,
    digits: 3,
  },
  {
    about: 'each further span, µs',
    bar: '≤ 2.5',
    measured: (of) => {
      const many = of('all', 'spans')?.cpuUsPerRequest.median;
      const few = of('all', 'nothing')?.cpuUsPerRequest.median;
      const manyOff = of('off', 'spans')?.cpuUsPerRequest.median;
      const fewOff = of('off', 'nothing')?.cpuUsPerRequest.median;
      return many === undefined ||
        few === undefined ||
        manyOff === undefined ||
        fewOff === undefined
        ? undefined
        : (many - manyOff - (few - fewOff)) / FURTHER_SPANS;
    },
    isMet: (value) => value <= 2.5,
    digits: 2,
  },
  {
    about: 'p99 at half of bare’s maximum rate, home feed, of bare’s',
    bar: '≤ 1.3 ×',
    measured: (of) => quotient(of('all', 'home')?.p99, of('off', 'home')?.p99),
    isMet: (value) => value <= 1.3,
    digits: 2,
  },
  {
    about: 'boot, over bare, ms',
    bar: '≤ 250',
    measured: (of) =>
      difference(of('all', 'nothing')?.bootMs, of('bare', 'nothing')?.bootMs),
    isMet: (value) => value <= 250,
    digits: 0,
  },
  {
    about: 'memory at rest, over bare, MB',
    bar: '≤ 50',
    measured: (of) =>
      difference(
        of('all', 'nothing')?.rssIdleMb,
        of('bare', 'nothing')?.rssIdleMb,
      ),
    isMet: (value) => value <= 50,
    digits: 0,
  },
  {
    about: 'memory under saturation, MB',
    bar: '≤ 200',
    measured: (of) => of('all', 'nothing')?.rssLoadMb.median,
    isMet: (value) => value <= 200,
    digits: 0,
  },
  {
    about: 'unsampled request, of bare',
    bar: '≥ 0.75',
    measured: (of) => of('unsampled', 'nothing')?.ratio?.median,
    isMet: (value) => value >= 0.75,
    digits: 3,
  },
];

/** Spans of the endpoint `spans` beside those of the one that does nothing. */
const FURTHER_SPANS = 48;

export const TARGETS_HEAD: readonly string[] = [
  'what',
  'at least',
  'measured',
  '',
];

/** A line for each target that can be told from what was measured. */
export function targetRows(
  all: readonly Summary[],
): readonly (readonly string[])[] {
  const of: Lookup = (variant, scenario) =>
    all.find(
      (summary) =>
        summary.variant === variant &&
        summary.scenario === scenario &&
        summary.revision === 'this',
    );
  return TARGETS.flatMap(({ about, bar, measured, isMet, digits }) => {
    const value = measured(of);
    return value === undefined
      ? []
      : [[about, bar, value.toFixed(digits), isMet(value) ? 'met' : 'not met']];
  });
}

function quotient(
  one: Spread | undefined,
  other: Spread | undefined,
): number | undefined {
  return one && other && one.median / other.median;
}

function difference(
  one: Spread | undefined,
  other: Spread | undefined,
): number | undefined {
  return one && other && one.median - other.median;
}
