import { readFile } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callSiteOf } from '../occurrence/call-site.js';
import { isOwnSource } from './stack-text.js';

/** Files whose maps are kept; beyond that they are read again. */
const MAX_FILES = 500;
/** Characters of a source map; a larger one is not read. */
const MAX_MAP_LENGTH = 16 * 1024 * 1024;
/** Lines of source before and after one, as many as rollbar.js sends. */
const LINES_AROUND = 3;

/** A line of source, and those around it. */
export interface SourceLines {
  readonly code: string;
  readonly context: {
    readonly pre: readonly string[];
    readonly post: readonly string[];
  };
}

/**
 * Where compiled code came from, by the source maps beside it: `dist/main.js.map` leads from `dist/main.js` to `src/main.ts`,
 * and holds its text, so that lines of source are told where only `dist` is deployed. Maps are read when an error first leads
 * through a file, off the request's path; a run with `--enable-source-maps` needs them for the text only. Never rejects.
 */
export class SourceMaps {
  private readonly maps = new Map<string, Promise<SourceMap | undefined>>();
  /** By the path of the original. */
  private readonly texts = new Map<string, string>();

  /** @param root folder of the project's code; nothing outside of it is read */
  constructor(private readonly root: string) {}

  /** The lines of a stack as they were written, not as they were compiled. */
  async mapped(lines: readonly string[]): Promise<readonly string[]> {
    return Promise.all(lines.map((line) => this.mappedLine(line)));
  }

  /** The text around a line, counted from 1, of an original that a stack led to; undefined where no map has it. */
  linesAt(path: string, line: number): SourceLines | undefined {
    const lines = this.texts.get(path)?.split('\n');
    const code = lines?.[line - 1];
    return lines === undefined || code === undefined
      ? undefined
      : {
          code,
          context: {
            pre: lines.slice(Math.max(0, line - 1 - LINES_AROUND), line - 1),
            post: lines.slice(line, line + LINES_AROUND),
          },
        };
  }

  private async mappedLine(text: string): Promise<string> {
    try {
      const { name, path, line, column } = callSiteOf(text);
      if (
        path === undefined ||
        line === undefined ||
        column === undefined ||
        !isOwnSource(path, this.root)
      ) {
        return text;
      }
      const compiled = compiledFileOf(path, this.root);
      const map =
        compiled === undefined ? undefined : await this.mapOf(compiled);
      if (map === undefined || compiled !== path) {
        return text;
      }
      const entry = map.findEntry(line - 1, column - 1);
      if (!('originalSource' in entry)) {
        return text;
      }
      const at = [
        originalPath(compiled, entry.originalSource),
        entry.originalLine + 1,
        entry.originalColumn + 1,
      ].join(':');
      return name === '' ? `    at ${at}` : `    at ${name} (${at})`;
    } catch {
      return text;
    }
  }

  private mapOf(compiled: string): Promise<SourceMap | undefined> {
    let map = this.maps.get(compiled);
    if (map === undefined) {
      if (this.maps.size >= MAX_FILES) {
        this.maps.clear();
        this.texts.clear();
      }
      map = this.read(compiled);
      this.maps.set(compiled, map);
    }
    return map;
  }

  private async read(compiled: string): Promise<SourceMap | undefined> {
    try {
      const text = await readFile(`${compiled}.map`, 'utf8');
      const payload: unknown =
        text.length <= MAX_MAP_LENGTH ? JSON.parse(text) : undefined;
      if (!isPayload(payload)) {
        return undefined;
      }
      for (const [index, source] of payload.sources.entries()) {
        const content = contentOf(payload, index);
        if (content !== undefined) {
          this.texts.set(originalPath(compiled, source), content);
        }
      }
      return new SourceMap(payload);
    } catch {
      // There is none, or it is none; the frame is told as it was compiled.
      return undefined;
    }
  }
}

/** The file that a frame's map stands beside: itself, or, of an original below `src`, what it was compiled to. */
function compiledFileOf(path: string, root: string): string | undefined {
  const extension = extname(path);
  if (extension.endsWith('js')) {
    return path;
  }
  const [folder, ...rest] = relative(root, path).split(sep);
  return folder === 'src'
    ? join(root, 'dist', ...rest).replace(/ts$/, 'js')
    : undefined;
}

function originalPath(compiled: string, source: string): string {
  return source.startsWith('file://')
    ? fileURLToPath(source)
    : resolve(dirname(compiled), source);
}

/** The text of a map's source; not every map has it. */
function contentOf(payload: object, index: number): string | undefined {
  const contents: unknown = Reflect.get(payload, 'sourcesContent');
  const content: unknown = Array.isArray(contents)
    ? contents[index]
    : undefined;
  return typeof content === 'string' ? content : undefined;
}

/** Source: ECMA-426, "Source map format". */
function isPayload(value: unknown): value is SourceMapPayload {
  return (
    typeof value === 'object' &&
    value !== null &&
    'mappings' in value &&
    typeof value.mappings === 'string' &&
    'sources' in value &&
    Array.isArray(value.sources) &&
    value.sources.every((source) => typeof source === 'string')
  );
}
