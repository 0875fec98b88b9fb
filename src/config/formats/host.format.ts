import { isIP } from 'node:net';
import { format, FormatError } from './format.js';

const NAME =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/i;

/** Reads an IPv4 or IPv6 address (with or without brackets) or a host name; gives it without brackets. */
export function parseHost(text: string): string {
  const bare = /^\[(.*)\]$/.exec(text)?.[1];
  if (bare !== undefined && isIP(bare) === 6) {
    return bare;
  }
  if (isIP(text) !== 0 || (NAME.test(text) && !/^[\d.]+$/.test(text))) {
    return text;
  }
  throw new FormatError(
    text.includes(':')
      ? 'is not a host alone: it has a scheme, a path or a port'
      : 'is not an address or a host name',
  );
}

/** An address to listen on. */
export const host = format(parseHost);
