/**
 * A table in plain text, each column as wide as its widest cell.
 *
 * @param indent before each row
 */
export function columns(
  rows: readonly (readonly string[])[],
  indent = '',
): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, index) => cell.padEnd(widths[index] ?? 0));
      return `${indent}${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}

/** A table in Markdown. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

/** Code inside a cell of a table: a bar is escaped, and whatever has backticks stands between two of them. */
export function code(text: string): string {
  const cell = text.replaceAll('|', String.raw`\|`);
  return cell.includes('`') ? `\`\` ${cell} \`\`` : `\`${cell}\``;
}
