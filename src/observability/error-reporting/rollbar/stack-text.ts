import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const LINE =
  /^\s{1,16}at (?:(.{1,256}) \(|async )?(.{1,512}?)(?::(\d{1,9}):(\d{1,9}))?\)?$/;
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

function rewrite(line: string, root: string): string {
  const [, name, file = '', row, column] = LINE.exec(line) ?? [];
  const at = `${fileToName(file, root)}:${row ?? '0'}:${column ?? '0'}`;
  return name === undefined
    ? `    at ${at}`
    : `    at ${name.replaceAll(/[()/]/g, '')} (${at})`;
}

function fileToName(file: string, root: string): string {
  const path = toPath(file);
  if (path !== undefined && isOwnSource(path, root)) {
    return path;
  }
  const name = file.replaceAll(/\s/g, '%20');
  return /^[/.]/.test(name) ? `file://${name}` : name || '<unknown>';
}

function isOwnSource(path: string, root: string): boolean {
  return (
    !/\s/.test(path) &&
    resolve(path).startsWith(resolve(root) + sep) &&
    SOURCES.has(extname(path))
  );
}

function toPath(file: string): string | undefined {
  if (!file.startsWith('file://')) {
    return file.startsWith('/') ? file : undefined;
  }
  try {
    return fileURLToPath(file);
  } catch {
    return undefined;
  }
}
