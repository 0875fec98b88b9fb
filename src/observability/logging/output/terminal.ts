import type { Writable } from 'node:stream';

/** Whether a stream is read by a person who wants short lines: a terminal, and not production. */
export function showsPretty(stream: Writable, environment: string): boolean {
  return isTerminal(stream) && environment !== 'production';
}

/** Whether to colour: on a terminal, unless NO_COLOR is set (no-color.org); elsewhere only when FORCE_COLOR is. */
export function showsColours(
  stream: Writable,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (env['NO_COLOR']) {
    return false;
  }
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) {
    return forced !== '0' && forced !== 'false';
  }
  return isTerminal(stream) && env['TERM'] !== 'dumb';
}

function isTerminal(stream: Writable): boolean {
  return Reflect.get(stream, 'isTTY') === true;
}
