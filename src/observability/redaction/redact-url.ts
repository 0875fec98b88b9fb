import { REDACTED, WITHHELD } from './marks.js';
import { redactText } from './redact-text.js';
import { isSecretKey } from './secret-key.js';

/**
 * Takes the values of secret keys out of a query string (without its `?`); everything else stays as it was, in its order
 * and spelling. A key that can't be decoded keeps its value back. Never throws.
 */
export function redactQuery(query: string): string {
  try {
    return query.replaceAll(/[^&;]+/g, redactPair);
  } catch {
    return WITHHELD;
  }
}

/**
 * Takes userinfo, secret query values and recognisable tokens out of a path or an absolute URL. What can't be read as
 * either is withheld whole. Never throws.
 */
export function redactUrl(pathOrAbsoluteUrl: string): string {
  try {
    const [, beforeQuery = '', query, fragment] =
      /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(pathOrAbsoluteUrl) ?? [];
    return (
      redactText(withoutUserinfo(beforeQuery)) +
      (query === undefined ? '' : `?${redactQuery(query)}`) +
      (fragment === undefined ? '' : `#${redactQuery(fragment)}`)
    );
  } catch {
    return WITHHELD;
  }
}

function redactPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) {
    return redactText(pair);
  }
  const key = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  const name = decode(key);
  if (name === undefined) {
    return `${redactText(key)}=${WITHHELD}`;
  }
  if (isSecretKey(name)) {
    return `${key}=${REDACTED}`;
  }
  const plain = decode(value);
  if (plain === undefined) {
    return `${key}=${WITHHELD}`;
  }
  return redactText(plain) === plain ? pair : `${key}=${REDACTED}`;
}

function decode(text: string): string | undefined {
  if (!/[%+]/.test(text)) {
    return text;
  }
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** @throws TypeError for an absolute URL that is none */
function withoutUserinfo(url: string): string {
  if (/^\/(?![/\\])/.test(url)) {
    return url;
  }
  const clean = url.replace(/^([a-z][a-z0-9+.-]*:)?([/\\]*)[^/\\]*@/i, '$1$2');
  return /^[a-z][a-z0-9+.-]*:[/\\]{2}/i.test(clean) && !URL.canParse(clean)
    ? WITHHELD
    : clean;
}
