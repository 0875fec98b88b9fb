import type { CellResult } from '../cells/run-cell.js';

/** One line of the table of cells. */
export interface CellLine {
  readonly target: string;
  readonly fault: string;
  readonly result: CellResult;
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
