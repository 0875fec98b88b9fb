import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the results stand that the document shows: a part that is measured anew replaces its own rows only. */
const FILE = 'test/faults/report/measured.json';

const measured = z.object({
  /** What the results were measured on. */
  setting: z.string(),
  /** Rows by what they are about. */
  cells: z.record(z.string(), z.array(z.string())),
  runs: z.record(z.string(), z.array(z.string())),
});

/** Rows of both tables. */
export type MeasuredResults = z.output<typeof measured>;

/** The results of earlier runs, with those of this one in their places. */
export function withEarlier(results: MeasuredResults): MeasuredResults {
  const earlier = existsSync(FILE)
    ? measured.parse(JSON.parse(readFileSync(FILE, 'utf8')))
    : undefined;
  return {
    setting: results.setting,
    cells: { ...earlier?.cells, ...results.cells },
    runs: { ...earlier?.runs, ...results.runs },
  };
}

export function keepResults(results: MeasuredResults): void {
  writeFileSync(FILE, `${JSON.stringify(results, undefined, 2)}\n`);
}
