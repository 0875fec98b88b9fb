import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { formatted } from '../../support/formatted.js';
import {
  markdownTable,
  withGeneratedPart,
} from '../../support/generated-part.js';
import { machine } from './machine.js';
import { HEAD, legend, rowOf } from './render.js';
import type { Summary } from './summary.js';
import { TARGETS_HEAD, targetRows } from './targets.js';

const DOCUMENT = 'docs/performance.md';
/** Where the rows stand that the document shows: a part that is measured anew replaces its own only. */
const FILE = 'test/bench/report/measured.json';

const measured = z.object({
  machine: z.string(),
  rows: z.record(z.string(), z.array(z.string())),
  targets: z.record(z.string(), z.array(z.string())),
  /** What the names in the rows mean, by name. */
  legend: z.record(z.string(), z.string()),
});

type Measured = z.output<typeof measured>;

/** Writes what was measured into the document, beside what was measured earlier. */
export async function writeDocument(all: readonly Summary[]): Promise<void> {
  const earlier = existsSync(FILE)
    ? measured.parse(JSON.parse(readFileSync(FILE, 'utf8')))
    : { rows: {}, targets: {}, legend: {} };
  const now: Measured = {
    machine: machine(),
    rows: {
      ...earlier.rows,
      ...keyed(all.map(rowOf), ([endpoint, variant]) => [endpoint, variant]),
    },
    targets: {
      ...earlier.targets,
      ...keyed(targetRows(all), ([what]) => [what]),
    },
    legend: {
      ...earlier.legend,
      ...legend(all),
    },
  };
  writeFileSync(FILE, `${JSON.stringify(now, undefined, 2)}\n`);
  const text = withGeneratedPart(
    readFileSync(DOCUMENT, 'utf8'),
    'bench',
    tablesOf(now),
  );
  writeFileSync(DOCUMENT, await formatted(text, DOCUMENT));
}

function tablesOf({
  machine: on,
  rows,
  targets,
  legend: names,
}: Measured): string {
  return [
    `Measured on ${on}`,
    '',
    ...markdownTable(TARGETS_HEAD, Object.values(targets)),
    '',
    ...markdownTable(HEAD, Object.values(rows)),
    '',
    ...markdownTable(['name', 'what it is'], Object.entries(names)),
  ].join('\n');
}

function keyed(
  rows: readonly (readonly string[])[],
  keyOf: (row: readonly string[]) => readonly (string | undefined)[],
): Record<string, string[]> {
  return Object.fromEntries(
    rows.map((row) => [keyOf(row).join(' '), [...row]] as const),
  );
}
