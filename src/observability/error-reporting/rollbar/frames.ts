import { redactLines } from '../../redaction/index.js';
import type { SourceLines } from './source-maps.js';

/** Source: Rollbar API reference, "Create item", `data.body.trace.frames`. */
export interface Frame {
  readonly filename: string;
  readonly lineno?: number;
  readonly colno?: number;
  readonly method?: string;
  /** The line of source itself. */
  readonly code?: string;
  /** The lines around it. */
  readonly context?: {
    readonly pre: readonly string[];
    readonly post: readonly string[];
  };
}

/** Characters of one line of source. */
const MAX_LINE_LENGTH = 256;

/** Finds lines of source that no file holds. */
export type LinesAt = (path: string, line: number) => SourceLines | undefined;

/**
 * Reads the frames of each trace of a payload that rollbar.js built, outermost call first, as Rollbar takes them.
 *
 * @param linesAt asked for frames whose file rollbar.js could not read
 */
export function framesOf(
  data: unknown,
  linesAt: LinesAt,
): readonly (readonly Frame[])[] {
  const chain = property(property(data, 'body'), 'trace_chain');
  return list(chain).map((trace) =>
    list(property(trace, 'frames')).map((frame) => toFrame(frame, linesAt)),
  );
}

function toFrame(frame: unknown, linesAt: LinesAt): Frame {
  const filename = property(frame, 'filename');
  const method = property(frame, 'method');
  const lineno = property(frame, 'lineno');
  const found =
    property(frame, 'code') === undefined &&
    typeof filename === 'string' &&
    typeof lineno === 'number'
      ? linesAt(filename, lineno)
      : undefined;
  const code = found?.code ?? property(frame, 'code');
  const context = found?.context ?? property(frame, 'context');
  return {
    filename:
      typeof filename === 'string'
        ? filename.replace(/^file:\/\//, '')
        : '<unknown>',
    ...position('lineno', lineno),
    ...position('colno', property(frame, 'colno')),
    ...(typeof method === 'string' ? { method } : {}),
    ...sourceOf(code, context),
  };
}

/** The lines of source, redacted together: a secret may take several. */
function sourceOf(
  code: unknown,
  context: unknown,
): Pick<Frame, 'code' | 'context'> {
  const pre = list(property(context, 'pre'));
  const own = typeof code === 'string' ? [code] : [];
  const lines = redactLines(
    [...pre, ...own, ...list(property(context, 'post'))].map((line) =>
      typeof line === 'string' ? line : '',
    ),
    MAX_LINE_LENGTH,
  );
  const [shown] = lines.slice(pre.length, pre.length + own.length);
  return {
    ...(shown === undefined ? {} : { code: shown }),
    ...(context === undefined
      ? {}
      : {
          context: {
            pre: lines.slice(0, pre.length),
            post: lines.slice(pre.length + own.length),
          },
        }),
  };
}

function position<K extends 'lineno' | 'colno'>(
  key: K,
  value: unknown,
): { [P in K]?: number } | object {
  return typeof value === 'number' && value > 0 ? { [key]: value } : {};
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
