import { isIP } from 'node:net';
import { format, FormatError } from './format.js';

const NAMES = ['loopback', 'linklocal', 'uniquelocal', 'all'];

/** Reads addresses, networks and names of networks, separated by commas; `none` for an empty list. */
export const trustedPeers = format((text): readonly string[] => {
  const patterns = text
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (patterns.length === 1 && patterns[0] === 'none') {
    return [];
  }
  if (patterns.length === 0) {
    throw new FormatError('names nobody');
  }
  if (
    !patterns.every((pattern) => NAMES.includes(pattern) || isNetwork(pattern))
  ) {
    throw new FormatError('names something that is no IP address or network');
  }
  return patterns;
});

function isNetwork(pattern: string): boolean {
  const [address = '', prefix = '0', ...rest] = pattern.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    rest.length === 0 &&
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) <= (family === 4 ? 32 : 128)
  );
}
