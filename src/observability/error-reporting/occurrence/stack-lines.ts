import { redactLines } from '../../redaction/index.js';
import { readProperty } from './read-property.js';

/** Frames of one stack that are kept. V8 writes 10 unless `Error.stackTraceLimit` says otherwise. */
const MAX_LINES = 100;
const MAX_LENGTH = 65_536;
const FRAME = /^\s{1,16}at [^\r\u2028\u2029]{1,512}$/;

/**
 * The frames of an error's stack without its heading. The heading repeats the message, in which anyone may have written
 * lines that look like frames: they are not taken for some.
 */
export function stackLines(error: object, message: string): readonly string[] {
  const stack = readProperty(error, 'stack');
  if (typeof stack !== 'string') {
    return [];
  }
  const at =
    message === '' ? -1 : stack.slice(0, message.length + 512).indexOf(message);
  const lines =
    at < 0
      ? lastFrames(stack.slice(-MAX_LENGTH).split('\n'))
      : stack
          .slice(at + message.length, at + message.length + MAX_LENGTH)
          .split('\n')
          .filter((line) => FRAME.test(line));
  return redactLines(lines.slice(0, MAX_LINES), MAX_LENGTH);
}

/** The block of frames that ends the lines. */
function lastFrames(lines: readonly string[]): readonly string[] {
  const before = lines.findLastIndex(
    (line) => line !== '' && !FRAME.test(line),
  );
  return lines.slice(before + 1).filter((line) => line !== '');
}
