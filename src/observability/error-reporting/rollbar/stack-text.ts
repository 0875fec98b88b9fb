import { extname, resolve, sep } from 'node:path';
import { callSiteOf } from '../occurrence/call-site.js';

const SOURCES = new Set(['.cjs', '.cts', '.js', '.mjs', '.mts', '.ts']);

/**
 * A stack as rollbar.js may parse it. rollbar.js opens every file that a frame names by a path, to send the lines around
 * it; frames of a stack are only text, so this leaves a path to source files below `root` alone and turns every other
 * into a URL, which rollbar.js does not open. `file:` URLs of ECMAScript modules become paths, so that they get their
 * lines too.
 */
export function stackText(lines: readonly string[], root: string): string {
  return ['Error', ...lines.map((line) => rewrite(line, root))].join('\n');
}

function rewrite(text: string, root: string): string {
  const { name, file, path, line = 0, column = 0 } = callSiteOf(text);
  const at = `${fileToName(file, path, root)}:${String(line)}:${String(column)}`;
  return name === ''
    ? `    at ${at}`
    : `    at ${name.replaceAll(/[()/]/g, '')} (${at})`;
}

function fileToName(
  file: string,
  path: string | undefined,
  root: string,
): string {
  if (path !== undefined && isOwnSource(path, root)) {
    return path;
  }
  const name = file.replaceAll(/\s/g, '%20');
  return /^[/.]/.test(name) ? `file://${name}` : name || '<unknown>';
}

/** Whether rollbar.js may open a file: source code below `root`. */
export function isOwnSource(path: string, root: string): boolean {
  return (
    !/\s/.test(path) &&
    resolve(path).startsWith(resolve(root) + sep) &&
    SOURCES.has(extname(path))
  );
}
