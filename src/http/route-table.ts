/** The methods that routes answer to, by the form of their path; looked at only when no route was found. */
export class RouteTable {
  private readonly routes: { pattern: RegExp; methods: readonly string[] }[] =
    [];

  /** @param path in Fastify's form: text, `:name` for a part of a segment, `*` for the rest */
  add(path: string, methods: readonly string[]): void {
    const source = path
      .split(/(:[A-Za-z_]\w*|\*)/)
      .map((part) =>
        part === '*' ? '.*' : /^:\w/.test(part) ? '[^/]*' : RegExp.escape(part),
      )
      .join('');
    this.routes.push({ pattern: new RegExp(`^${source}$`), methods });
  }

  /** The methods that the path of a URL does answer to, sorted; none when the path is unknown. */
  methodsOf(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '';
    const methods = this.routes
      .filter((route) => route.pattern.test(path))
      .flatMap((route) => route.methods);
    return [...new Set(methods)].toSorted();
  }
}
