import { parseArgs } from 'node:util';
import { scenarioNames, type ScenarioName } from './scenarios.js';
import { ourVariants, variantNames, type VariantName } from './variants.js';

/** What a run of the benchmark measures. */
export interface BenchOptions {
  readonly variants: readonly VariantName[];
  readonly scenarios: readonly ScenarioName[];
  /** Times that each variant is measured, in turn with the others. */
  readonly rounds: number;
  /** Of each load. */
  readonly seconds: number;
  /** Whether latency is measured too, at a constant rate. */
  readonly latency: boolean;
  /** File that the results are written to, as JSON. */
  readonly json: string | undefined;
  /** Revision that is measured in turn with this one. */
  readonly compare: string | undefined;
  /** Whether to say where the time goes, by V8's sampling profiler. */
  readonly profile: boolean;
  /** Whether the tables of docs/performance.md are written anew. */
  readonly document: boolean;
}

/** @throws TypeError for arguments that there are none of */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      variants: { type: 'string', default: ourVariants.join(',') },
      scenarios: { type: 'string', default: 'nothing' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '6' },
      'no-latency': { type: 'boolean', default: false },
      json: { type: 'string' },
      compare: { type: 'string' },
      profile: { type: 'boolean', default: false },
      document: { type: 'boolean', default: false },
    },
  });
  return {
    variants: named(values.variants, variantNames, 'variant'),
    scenarios: named(values.scenarios, scenarioNames, 'scenario'),
    rounds: count(values.rounds, 'rounds'),
    seconds: count(values.seconds, 'seconds'),
    latency: !values['no-latency'],
    json: values.json,
    compare: values.compare,
    profile: values.profile,
    document: values.document,
  };
}

function named<T extends string>(
  text: string,
  known: readonly T[],
  kind: string,
): T[] {
  return text.split(',').map((name) => {
    const found = known.find((each) => each === name);
    if (found === undefined) {
      throw new TypeError(
        `No ${kind} ${JSON.stringify(name)}: there are ${known.join(', ')}`,
      );
    }
    return found;
  });
}

function count(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new TypeError(`--${name} takes a whole number from 1 on`);
  }
  return value;
}
