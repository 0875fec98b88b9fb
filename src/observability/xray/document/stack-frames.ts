import type { StackFrame } from './segment-document.js';

/** Frames kept of one stack; X-Ray's console shows fewer. */
const MAX_FRAMES = 50;
/** Characters kept of a function's name or a path. */
const MAX_LENGTH = 512;

/** `    at label (location)`, `    at location`, `    at async label (location)`; the location may hold parentheses. */
const FRAME = /^\s+at (?:(.*?) \((.*)\)|(async )?(.*))$/;
const LOCATION = /^(.*?)(?::(\d+))?(?::\d+)?$/;

/**
 * Reads the frames of a V8 stack: CommonJS paths, ESM `file:///` URLs, `node:` modules, `async` and `new` frames,
 * anonymous functions, eval and built-ins.
 *
 * @returns the innermost 50 frames, and how many there were besides
 */
export function parseStack(stack: string): {
  readonly frames: readonly StackFrame[];
  readonly truncated: number;
} {
  const frames: StackFrame[] = [];
  let truncated = 0;
  for (const line of stack.split('\n')) {
    if (!/^\s+at \S/.test(line)) {
      continue;
    }
    if (frames.length < MAX_FRAMES) {
      frames.push(parseFrame(line.slice(0, 4 * MAX_LENGTH)));
    } else {
      truncated += 1;
    }
  }
  return { frames, truncated };
}

function parseFrame(line: string): StackFrame {
  const [, label, inner, isAsync, bare] = FRAME.exec(line) ?? [];
  const { path, line: lineNumber } = parseLocation(inner ?? bare ?? '');
  return {
    path,
    ...(lineNumber === undefined ? {} : { line: lineNumber }),
    label: (label ?? `${isAsync ?? ''}anonymous`).slice(0, MAX_LENGTH),
  };
}

function parseLocation(location: string): {
  readonly path: string;
  readonly line?: number;
} {
  const evaluated = /^eval at .*?\(((?:[^()]|\([^()]*\))*)\)/.exec(location);
  const [, path = '', line] = LOCATION.exec(evaluated?.[1] ?? location) ?? [];
  return {
    path: plainPath(path).slice(0, MAX_LENGTH) || '<unknown>',
    ...(line === undefined ? {} : { line: Number(line) }),
  };
}

/** A `file:` URL as a path, without the query that loaders append; anything else as it is. */
function plainPath(location: string): string {
  if (!location.startsWith('file://')) {
    return location;
  }
  const path = location.slice('file://'.length).replace(/[?#].*$/, '');
  const drive = /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path;
  try {
    return decodeURIComponent(drive);
  } catch {
    return drive;
  }
}
