import { format, stripVTControlCharacters, types } from 'node:util';
import type { AppLogger } from '../app-logger.service.js';
import { JsonCopy } from '../record/json-copy.js';
import { isCaptured, whileCaptured } from './captured.js';

/** Context of the lines. */
const CONTEXT = 'console';

/** The methods by which all of `console` writes, with Nest's name of their level. */
const METHODS = [
  ['log', 'log'],
  ['info', 'log'],
  ['dir', 'log'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['warn', 'warn'],
  ['error', 'error'],
] as const;

/** A directive of the first text. Source: Node, `util.format`. */
const DIRECTIVE = /%[sdifjoOc]/;

/**
 * Makes log lines of what is written by `console`, also by `console.table`, `console.count` and the like. Texts become the
 * message, plain objects fields, an Error the error, as with Nest's logger; but the last text is a text, no context, and `%s`
 * and its like are filled in. Colours are left out.
 *
 * @returns gives the console back
 */
export function captureConsole(
  logger: Pick<AppLogger, 'log' | 'debug' | 'warn' | 'error'>,
): () => void {
  const releases = METHODS.map(([name, level]) => {
    const original = console[name];
    const write = (...args: unknown[]): void => {
      if (isCaptured()) {
        Reflect.apply(original, console, args);
        return;
      }
      whileCaptured(() => {
        const [message, ...params] = asLogged(
          name === 'dir' ? args.slice(0, 1) : args,
        );
        logger[level](
          name === 'trace' ? traceOf(message, write) : message,
          ...params,
          CONTEXT,
        );
      });
    };
    console[name] = write;
    return (): void => {
      if (console[name] === write) {
        console[name] = original;
      }
    };
  });
  return () => {
    for (const release of releases) {
      release();
    }
  };
}

/** What was given to the console, as the logger takes it. */
function asLogged(args: readonly unknown[]): unknown[] {
  const [first] = args;
  if (typeof first === 'string' && DIRECTIVE.test(first)) {
    return [plain(filled(args)), ...args.filter(types.isNativeError)];
  }
  return args.map((arg) => (typeof arg === 'string' ? plain(arg) : arg));
}

/** Objects are filled in as copies without secrets; nothing of the application's runs. */
function filled(args: readonly unknown[]): string {
  const copy = new JsonCopy();
  return format(
    ...args.map((arg) =>
      typeof arg === 'object' || typeof arg === 'function' ? copy.of(arg) : arg,
    ),
  );
}

function plain(text: string): string {
  return stripVTControlCharacters(text);
}

/** What `console.trace` shows: where it was called. */
function traceOf(message: unknown, caller: () => void): Error {
  const trace = new Error(typeof message === 'string' ? message : '');
  trace.name = 'Trace';
  Error.captureStackTrace(trace, caller);
  return trace;
}
