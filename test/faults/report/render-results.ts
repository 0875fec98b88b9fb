import { availableParallelism } from 'node:os';
import { markdownTable } from '../../support/generated-part.js';
import { FAULT_MS, LONG, RATE } from '../settings.js';
import type { MeasuredResults } from './measured-results.js';
import type { CellLine, RunLine } from './task-meta.js';

const MEBIBYTE = 1024 * 1024;

/** The rows of a run. */
export function resultsOf(
  cells: readonly CellLine[],
  runs: readonly RunLine[],
): MeasuredResults {
  const cores = availableParallelism();
  return {
    setting: `Measured on ${cores === 1 ? 'one processor' : `${String(cores)} processors`} with Node ${process.versions.node}: application, sandbox and load on the same machine; ${String(RATE)} requests a second, each fault for ${String(FAULT_MS / 1000)} s.`,
    cells: Object.fromEntries(
      cells.map((cell) => [`${cell.target}: ${cell.fault}`, cellRow(cell)]),
    ),
    runs: Object.fromEntries(
      runs.map(({ name, outcome }) => [name, [name, outcome]]),
    ),
  };
}

/** The tables, in Markdown. */
export function renderResults({
  setting,
  cells,
  runs,
}: MeasuredResults): string {
  return [
    setting,
    '',
    ...markdownTable(
      [
        'vendor',
        'fault',
        'requests',
        'records accepted',
        'arrived',
        'lost',
        'counted as lost',
        'duplicated',
        'p50 ms, well → fault',
        'p99 ms, well → fault → recovery',
        'p99 ratio',
        'memory MiB: peak (RSS)',
        'heap MiB, before → after',
        'all arrived after s',
      ],
      Object.values(cells),
    ),
    '',
    ...markdownTable(['run', 'outcome'], Object.values(runs)),
  ].join('\n');
}

function cellRow({ target, fault, result, calm }: CellLine): string[] {
  const { sum, faulty, recovering } = result;
  return [
    target,
    fault,
    String(result.requests),
    String(sum.accepted),
    String(sum.arrived),
    String(sum.lost),
    Object.entries(result.dropped)
      .map(([reason, count]) => `${reason} ${String(count)}`)
      .join(', ') || '0',
    String(sum.duplicated),
    LONG ? `${calm.p50.toFixed(1)} → ${faulty.p50.toFixed(1)}` : '–',
    LONG
      ? `${calm.p99.toFixed(1)} → ${faulty.p99.toFixed(1)} → ${recovering.p99.toFixed(1)}`
      : '–',
    LONG ? (faulty.p99 / calm.p99).toFixed(2) : '–',
    (result.rssPeak / MEBIBYTE).toFixed(0),
    `${(result.heapBefore / MEBIBYTE).toFixed(1)} → ${(result.heapAfter / MEBIBYTE).toFixed(1)}`,
    (result.recoveredMs / 1000).toFixed(1),
  ];
}
