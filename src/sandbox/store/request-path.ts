import { textOf } from './members.js';

/** The path of a URL or of a request target, without the query. */
export function pathOf(url: unknown): string | null {
  const text = textOf(url);
  return text !== null && URL.canParse(text)
    ? new URL(text).pathname
    : withoutQuery(text);
}

/** A request target without its query. */
export function withoutQuery(path: string | null): string | null {
  return path === null ? null : (path.split('?', 1)[0] ?? path);
}
