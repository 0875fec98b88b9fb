import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { spreadOf } from './report/statistics.js';
import { BenchRig } from './run/bench-rig.js';
import { rounds } from './run/rounds.js';
import type { VariantName } from './variants.js';

const EXPECTED = 'test/bench/report/expected.json';
const CHECKED: readonly VariantName[] = ['off', 'all'];
const ROUNDS = 3;
const SECONDS = 3;
const TRIES = 2;

const expected = z.object({
  /** How much less than expected is a regression: machines differ in what a system call costs beside a computation. */
  tolerance: z.number(),
  /** CPU time of a request with bare, of the same with the variant. */
  bareOfVariant: z.record(z.string(), z.number()),
});

/**
 * Compares what telemetry costs, as a ratio to the bare program in the same round, with figures kept in the repository.
 * Ratios of CPU time: unlike throughput it is the program's own, whatever else the machine does.
 */
const { tolerance, bareOfVariant } = expected.parse(
  JSON.parse(readFileSync(EXPECTED, 'utf8')),
);

async function worse(): Promise<readonly string[]> {
  const rig = await BenchRig.start();
  try {
    const all = await rounds(rig, {
      variants: ['bare', ...CHECKED],
      scenarios: ['nothing'],
      rounds: ROUNDS,
      seconds: SECONDS,
      latency: false,
      revisions: new Map([['this', undefined]]),
      onMeasured: () => undefined,
    });
    const cpu = (variant: VariantName): number =>
      spreadOf(
        all
          .filter((series) => series.variant === variant)
          .flatMap(({ measurements }) =>
            measurements.map(({ cpuUsPerRequest }) => cpuUsPerRequest),
          ),
      ).median;
    return CHECKED.flatMap((variant) => {
      const ratio = cpu('bare') / cpu(variant);
      const bar = (bareOfVariant[variant] ?? 0) * tolerance;
      process.stdout.write(
        `${variant}: ${ratio.toFixed(3)} of bare, at least ${bar.toFixed(3)} expected\n`,
      );
      return ratio < bar ? [variant] : [];
    });
  } finally {
    await rig.stop();
  }
}

let slower = await worse();
for (let tries = 1; tries < TRIES && slower.length > 0; tries += 1) {
  process.stdout.write('once more, as another process may have been at work\n');
  slower = await worse();
}
if (slower.length > 0) {
  process.stdout.write(
    `Telemetry has become slower: ${slower.join(', ')}. Find out with npm run bench -- --compare <an older revision>\n`,
  );
  process.exitCode = 1;
}
