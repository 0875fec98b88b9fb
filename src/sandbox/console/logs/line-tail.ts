import type { LogLine } from '../../insight/log-lines.js';
import { type LineFilter, matchesLine } from '../../insight/log-lines.js';

/** Lines held; the oldest leaves first. */
export const MAX_LINES = 5_000;

/** A line with a number of its own, by which it is known in a list. */
export interface NumberedLine extends LogLine {
  readonly number: number;
}

let numbers = 0;

/** Numbers lines as they come. */
export function numbered(lines: readonly LogLine[]): NumberedLine[] {
  return lines.map((line) => ({ ...line, number: (numbers += 1) }));
}

/** Puts arrived lines that pass the filter before those held, the latest first. */
export function withArrived(
  held: readonly NumberedLine[],
  arrived: readonly LogLine[],
  filter: LineFilter,
): readonly NumberedLine[] {
  const passing = arrived.filter((line) => matchesLine(line, filter));
  return passing.length === 0
    ? held
    : [...numbered(passing).toReversed(), ...held].slice(0, MAX_LINES);
}
