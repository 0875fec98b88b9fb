/** Characters of a line. */
const LINE_LENGTH = 138;

/** JSON in few lines: each has as many fields as fit, and only what does not fit on one is laid out further. */
export function laidOut(value: unknown, indent = ''): string {
  const line = oneLine(value);
  if (
    indent.length + line.length <= LINE_LENGTH ||
    typeof value !== 'object' ||
    value === null
  ) {
    return line;
  }
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => laidOut(item, deeper));
    return `[\n${filled(items, deeper)}\n${indent}]`;
  }
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}: ${laidOut(field, deeper)}`,
  );
  return `{\n${filled(fields, deeper)}\n${indent}}`;
}

/** Parts on as few lines as they fit on; one of several lines begins on a line of its own. */
function filled(parts: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = `${last ?? ''}, ${part}`;
    if (
      last === undefined ||
      joined.includes('\n') ||
      indent.length + joined.length >= LINE_LENGTH
    ) {
      lines.push(part);
    } else {
      lines[lines.length - 1] = joined;
    }
  }
  return lines.map((line) => indent + line).join(',\n');
}

function oneLine(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
}
