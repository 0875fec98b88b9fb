import { wildcardMatch } from '../request/index.js';

/** A list of hosts in which `*` stands for any text and `?` for one character; case does not count. */
export class HostPatterns {
  constructor(private readonly patterns: readonly string[] = []) {}

  /** @param host without brackets; @param port the one connected to, the scheme's own included */
  includes(host: string, port: number | undefined): boolean {
    const bracketed = host.includes(':') ? `[${host}]` : host;
    const authority = `${bracketed}:${String(port ?? '')}`;
    return this.patterns.some(
      (pattern) =>
        wildcardMatch(pattern, host) ||
        wildcardMatch(pattern, bracketed) ||
        (port !== undefined &&
          pattern.includes(':') &&
          wildcardMatch(pattern, authority)),
    );
  }
}
