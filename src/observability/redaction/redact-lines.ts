import { REDACTED } from './marks.js';
import { mayHavePem } from './redact-pem.js';
import { redactText } from './redact-text.js';

const BEGIN = /-{4,5} ?BEGIN /;
const END = /-{4,5} ?END /;

/**
 * Lines that belong together, each without secrets, as many as there were; of a PEM block, or what the lines show of one,
 * every line is replaced.
 *
 * @param maxLength characters kept of each
 */
export function redactLines(
  lines: readonly string[],
  maxLength: number,
): readonly string[] {
  const inPem = linesInPem(lines);
  return lines.map((line, index) =>
    inPem.has(index) ? REDACTED : redactText(line, maxLength),
  );
}

/** Before an end without a beginning, and after a beginning without an end, all lines count. */
function linesInPem(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let begun: number | undefined = 0;
  let hasBegin = false;
  for (const [index, line] of lines.entries()) {
    if (!mayHavePem(line)) {
      continue;
    }
    if (BEGIN.test(line)) {
      begun = index;
      hasBegin = true;
    }
    if (END.test(line)) {
      addAll(found, begun ?? index, index);
      begun = undefined;
      hasBegin = false;
    }
  }
  if (hasBegin) {
    addAll(found, begun ?? 0, lines.length - 1);
  }
  return found;
}

function addAll(set: Set<number>, from: number, to: number): void {
  for (let index = from; index <= to; index += 1) {
    set.add(index);
  }
}
