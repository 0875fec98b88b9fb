import { SCENARIOS } from '../scenarios.js';
import { VARIANTS } from '../variants.js';
import type { Spread } from './statistics.js';
import type { Summary } from './summary.js';

const RECORDS = ['spans', 'documents', 'lines', 'occurrences'] as const;

export const HEAD: readonly string[] = [
  'endpoint',
  'variant',
  'requests a second',
  'of base',
  'CPU µs a request',
  'p50 ms',
  'p99 ms',
  'RSS at rest, MB',
  'RSS under load, MB',
  'boot ms',
  'delivered',
];

/** A line of the table: medians, with the lowest and the highest. */
export function rowOf(summary: Summary): readonly string[] {
  const { variant, scenario, revision, quiet, failed } = summary;
  return [
    scenario,
    `${variant}${revision === 'this' ? '' : ` at ${revision}`}${quiet ? '' : ' (not alone)'}${failed === 0 ? '' : ` (${String(failed)} failed)`}`,
    spread(summary.requestsPerSecond, 0),
    spread(summary.ratio, 3),
    spread(summary.cpuUsPerRequest, 1),
    spread(summary.p50, 2),
    spread(summary.p99, 2),
    spread(summary.rssIdleMb, 0),
    spread(summary.rssLoadMb, 0),
    spread(summary.bootMs, 0),
    delivered(summary),
  ];
}

/** What the names of endpoints and variants in the table mean. */
export function legend(
  all: readonly Summary[],
): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...all.map(
      ({ scenario }) => [scenario, SCENARIOS[scenario].about] as const,
    ),
    ...all.map(({ variant }) => [variant, VARIANTS[variant].about] as const),
  ]);
}

/** Columns in a terminal. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
    )
    .join('\n');
}

function spread(of: Spread | undefined, digits: number): string {
  if (of === undefined) {
    return '–';
  }
  const { median, min, max } = of;
  const text = (value: number): string => value.toFixed(digits);
  return min === max
    ? text(median)
    : `${text(median)} (${text(min)}–${text(max)})`;
}

/** How many records one request makes, and the share of them that arrived. */
function delivered({ delivered: shares, perRequest }: Summary): string {
  const told = RECORDS.flatMap((kind) => {
    const share = shares[kind];
    return share === undefined
      ? []
      : [`${String(perRequest?.[kind])} ${kind} ${(share * 100).toFixed(1)} %`];
  });
  return told.length === 0 ? '–' : told.join(', ');
}
