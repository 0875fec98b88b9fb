import { REDACTED, WITHHELD } from './marks.js';
import { redactText } from './redact-text.js';
import { activeRules } from './rules.js';
import { isWithheldKey } from './secret-key.js';

/** Scheme, slashes and userinfo at the front of a URL, and what looks like these once they are gone. */
const USERINFO =
  /^((?:[a-z][a-z0-9+.-]*:)?[/\\]*)(?:[^/\\]*@((?:[a-z][a-z0-9+.-]*:)?[/\\]*))*/i;

/** How often a value may be percent-encoded, one layer inside the other. */
const MAX_LAYERS = 3;

/** An answer of OAuth's authorization endpoint: the code stands beside the state. Source: RFC 6749, 4.1.2. */
const OAUTH = /(?:^|[&;])(?:state|session_state|iss)=/i;

/**
 * Takes the values of secret keys out of a query string (without its `?`), and of personal ones where those are not to be
 * shown; everything else stays as it was, in its order and spelling. A key that can't be decoded keeps its value back.
 * Never throws.
 */
export function redactQuery(query: string): string {
  try {
    const isOAuth = OAUTH.test(query);
    return query.replaceAll(/[^&;]+/g, (pair) => redactPair(pair, isOAuth));
  } catch {
    return WITHHELD;
  }
}

/**
 * Takes userinfo, secret query values and recognisable tokens out of a path or an absolute URL, and the segments that name a
 * person. What can't be read as either is withheld whole. Never throws.
 */
export function redactUrl(pathOrAbsoluteUrl: string): string {
  try {
    // Most are a path without query.
    if (!/[?#]/.test(pathOrAbsoluteUrl)) {
      return redactPath(withoutUserinfo(pathOrAbsoluteUrl));
    }
    const [, beforeQuery = '', query, fragment] =
      /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(pathOrAbsoluteUrl) ?? [];
    return (
      redactPath(withoutUserinfo(beforeQuery)) +
      (query === undefined ? '' : `?${redactQuery(query)}`) +
      (fragment === undefined ? '' : `#${redactQuery(fragment)}`)
    );
  } catch {
    return WITHHELD;
  }
}

function redactPath(path: string): string {
  return activeRules().recurringPaths.of(path, toldPath);
}

function toldPath(path: string): string {
  const { segments } = activeRules();
  const clean = redactText(
    segments === undefined ? path : segments.redactPath(path),
  );
  return clean.includes('%')
    ? clean.replaceAll(/[^/]*%[^/]*/g, redactSegment)
    : clean;
}

/** A segment that hides something behind percent-encoding. */
function redactSegment(segment: string): string {
  const plain = decodeAll(segment);
  return plain === undefined || isClean(plain) ? segment : REDACTED;
}

function redactPair(pair: string, isOAuth: boolean): string {
  const equals = pair.indexOf('=');
  if (equals < 0) {
    return isClean(decodeAll(pair) ?? pair) ? pair : REDACTED;
  }
  const key = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  const name = decodeAll(key);
  const shownKey =
    mayHide(name ?? key) && !isClean(name ?? key) ? REDACTED : key;
  if (name === undefined) {
    return `${shownKey}=${WITHHELD}`;
  }
  if (isWithheldKey(name) || (isOAuth && name === 'code')) {
    return `${shownKey}=${REDACTED}`;
  }
  const plain = decodeAll(value);
  if (plain === undefined) {
    return `${shownKey}=${WITHHELD}`;
  }
  return `${shownKey}=${mayHide(plain) && !isClean(plain) ? REDACTED : value}`;
}

/** The shortest token has 15 characters, a card number 13; an assignment or a pattern of one's own may be shorter. */
function mayHide(text: string): boolean {
  return (
    text.length >= 12 ||
    activeRules().patterns.length > 0 ||
    /[^\w.-]/.test(text)
  );
}

function isClean(text: string): boolean {
  return redactText(text) === text;
}

/** Undefined for what is no percent-encoding; a value that is one only further inside is read so far. */
function decodeAll(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) {
    return text;
  }
  let plain = decode(text);
  for (let layer = 1; plain !== undefined && layer < MAX_LAYERS; layer += 1) {
    const inner = /%[\da-f]{2}/i.test(plain) ? decode(plain) : plain;
    if (inner === undefined || inner === plain) {
      break;
    }
    plain = inner;
  }
  return plain;
}

function decode(text: string): string | undefined {
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
  const clean = url.replace(USERINFO, '$1$2');
  // What was redacted before is no host, but no reason to withhold the rest either.
  return /^[a-z][a-z0-9+.-]*:[/\\]{2}/i.test(clean) &&
    !URL.canParse(clean.replaceAll(REDACTED, 'x'))
    ? WITHHELD
    : clean;
}
