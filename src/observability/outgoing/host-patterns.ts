/** A list of hosts in which `*` stands for any text; case does not count. Time is linear in the host, whatever the pattern. */
export class HostPatterns {
  private readonly patterns: readonly (readonly string[])[];

  constructor(patterns: readonly string[] = []) {
    this.patterns = patterns.map((pattern) => pattern.toLowerCase().split('*'));
  }

  /** @param host without brackets; @param port the one connected to, the scheme's own included */
  includes(host: string, port: number | undefined): boolean {
    const name = host.toLowerCase();
    const bracketed = name.includes(':') ? `[${name}]` : name;
    const authority = `${bracketed}:${String(port ?? '')}`;
    return this.patterns.some(
      (parts) =>
        matches(parts, name) ||
        matches(parts, bracketed) ||
        (port !== undefined &&
          parts.join('').includes(':') &&
          matches(parts, authority)),
    );
  }
}

/** Takes each literal at its first place after the one before; the last must stand at the end. */
function matches(parts: readonly string[], text: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) {
    return text === first;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
