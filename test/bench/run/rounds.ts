import type { BenchOptions } from '../options.js';
import { SCENARIOS, type ScenarioName } from '../scenarios.js';
import { ourVariants, type VariantName } from '../variants.js';
import type { BenchRig } from './bench-rig.js';
import { measure, type Measurement } from './measure.js';

/** All measurements of one variant of one scenario, round by round. */
export interface Series {
  readonly variant: VariantName;
  readonly scenario: ScenarioName;
  /** `this`, or the revision that it is compared with. */
  readonly revision: string;
  readonly measurements: Measurement[];
}

export interface RoundsOptions extends Pick<
  BenchOptions,
  'variants' | 'scenarios' | 'rounds' | 'seconds' | 'latency'
> {
  /** Revisions by the folder that each was compiled into. */
  readonly revisions: ReadonlyMap<string, URL | undefined>;
  /** Told of every measurement. */
  readonly onMeasured: (series: Series, measurement: Measurement) => void;
}

/** Measures all variants in turn, round after round, so that what the machine does besides is nobody's alone. */
export async function rounds(
  rig: BenchRig,
  options: RoundsOptions,
): Promise<readonly Series[]> {
  const { scenarios, variants, revisions, seconds, onMeasured } = options;
  const all = scenarios.flatMap((scenario) =>
    variants
      .filter((variant) => serves(variant, scenario))
      .flatMap((variant) =>
        [...revisions.keys()].map((revision): Series => ({
          variant,
          scenario,
          revision,
          measurements: [],
        })),
      ),
  );
  const baseRates = new Map<ScenarioName, number>();
  for (let round = 0; round < options.rounds; round += 1) {
    for (const series of all) {
      const { variant, scenario, revision } = series;
      const baseRate = baseRates.get(scenario);
      const measurement = await measure({
        rig,
        variant,
        scenario,
        seconds,
        root: revisions.get(revision),
        latencyRate:
          options.latency && baseRate !== undefined ? baseRate / 2 : undefined,
      });
      if (variant === SCENARIOS[scenario].base) {
        baseRates.set(scenario, measurement.requestsPerSecond);
      }
      series.measurements.push(measurement);
      onMeasured(series, measurement);
    }
  }
  return all;
}

/** Whether the variant has the scenario's endpoint: what needs the product itself, ours only. */
function serves(variant: VariantName, scenario: ScenarioName): boolean {
  const { base } = SCENARIOS[scenario];
  return (
    base === 'bare' || (variant !== 'bare' && ourVariants.includes(variant))
  );
}
