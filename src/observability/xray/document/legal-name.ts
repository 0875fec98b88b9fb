import { cutText } from './bounded-text.js';

/** "X-Ray segment documents": names have up to 200 characters. */
const MAX_NAME_LENGTH = 200;

/**
 * The same page: Unicode letters, numbers and white space, and `_ . : / % & # = + \ - @`. The backslash is left out here,
 * because not every reader of names takes it.
 */
const ILLEGAL = /[^\p{L}\p{N} _.:/%&#=+\-@]/gu;

/** What most names are: legal as they are. */
const PLAIN = /^[\w.:/%&#=+\-@](?:[\w .:/%&#=+\-@]*[\w.:/%&#=+\-@])?$/;

/** A name that X-Ray accepts: white space as spaces, other illegal characters as `_`, at most 200 characters, never empty. */
export function legalName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH && PLAIN.test(name)) {
    return name;
  }
  const legal = name
    .slice(0, 2 * MAX_NAME_LENGTH)
    .replaceAll(/\s/gu, ' ')
    .replaceAll(ILLEGAL, '_');
  return cutText(legal, MAX_NAME_LENGTH).trim() || 'unknown';
}
