import type { CellResult } from '../cells/run-cell.js';
import type { Latencies } from '../load/latencies.js';

/** One line of the table of cells. */
export interface CellLine {
  readonly target: string;
  readonly fault: string;
  readonly result: CellResult;
  /** With every vendor well, in this cell and those before it. */
  readonly calm: Latencies;
}

/** One line of the table of runs. */
export interface RunLine {
  readonly name: string;
  readonly outcome: string;
}

declare module 'vitest' {
  interface TaskMeta {
    cell?: CellLine;
    run?: RunLine;
  }
}
