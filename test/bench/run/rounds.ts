import type { BenchOptions } from '../options.js';
import type { ScenarioName } from '../scenarios.js';
import type { VariantName } from '../variants.js';
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
    variants.flatMap((variant) =>
      [...revisions.keys()].map((revision): Series => ({
        variant,
        scenario,
        revision,
        measurements: [],
      })),
    ),
  );
  const bareRates = new Map<ScenarioName, number>();
  for (let round = 0; round < options.rounds; round += 1) {
    for (const series of all) {
      const { variant, scenario, revision } = series;
      const bareRate = bareRates.get(scenario);
      const measurement = await measure({
        rig,
        variant,
        scenario,
        seconds,
        root: revisions.get(revision),
        latencyRate:
          options.latency && bareRate !== undefined ? bareRate / 2 : undefined,
      });
      if (variant === 'bare') {
        bareRates.set(scenario, measurement.requestsPerSecond);
      }
      series.measurements.push(measurement);
      onMeasured(series, measurement);
    }
  }
  return all;
}
