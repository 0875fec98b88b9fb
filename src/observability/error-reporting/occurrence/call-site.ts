import { fileURLToPath } from 'node:url';

/** One line of V8's stack, taken apart. */
export interface CallSite {
  /** As V8 writes it, `async` and `new` included; empty where the function has none. */
  readonly name: string;
  /** A path or URL as V8 writes it; empty where the line names none. */
  readonly file: string;
  /** The file as a path; undefined where it is none of the file system's. */
  readonly path: string | undefined;
  /** From 1; undefined where the line tells no position. */
  readonly line: number | undefined;
  /** From 1. */
  readonly column: number | undefined;
}

const LINE =
  /^\s{1,16}at (?:(.{1,256}) \(|async )?(.{1,512}?)(?::(\d{1,9}):(\d{1,9}))?\)?$/;

/** Takes a line of a stack apart. Source: V8, "Stack trace API", "Stack trace format". */
export function callSiteOf(line: string): CallSite {
  const [, name = '', file = '', row, column] = LINE.exec(line) ?? [];
  return {
    name,
    file,
    path: toPath(file),
    line: row === undefined ? undefined : Number(row),
    column: column === undefined ? undefined : Number(column),
  };
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
