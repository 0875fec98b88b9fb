/** A document with another text between the two marks of a part that a command writes. @throws Error where a mark is missing */
export function withGeneratedPart(
  document: string,
  part: string,
  text: string,
): string {
  const begin = `<!-- ${part}:begin -->`;
  const end = `<!-- ${part}:end -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The document has no ${begin} and ${end}`);
  }
  return `${document.slice(0, from + begin.length)}\n\n${text}\n${document.slice(to)}`;
}

/** A table in Markdown. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
