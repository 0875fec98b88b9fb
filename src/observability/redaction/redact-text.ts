import { cutText } from './cut-text.js';
import { REDACTED, WITHHELD } from './marks.js';
import { redactAssignments } from './redact-assignments.js';
import { redactPemBlocks } from './redact-pem.js';

/** Read beyond the cut, so that a secret which the cut would break in two is still recognised. */
const MARGIN = 1024;

/** RFC 6750: the scheme and its token. */
const BEARER = /\b(bearer\s{1,8})[\w.~+/=-]+/gi;

/** RFC 7617: the scheme and, in base64, `user:password`; `basic rules` is no credential. */
const BASIC = /\b(basic\s{1,8})([\w+/=-]{4,})/gi;

/**
 * JSON in base64url begins with `eyJ` or `ewo`: a JSON Web Token (RFC 7519), whole or cut off.
 * The look-behind lets each run of token characters be tried once.
 */
const JWT = /(?<![\w-])e(?:yJ|wo)[\w-]{12,}(?:\.[\w-]*){0,4}/g;

/** AWS access key ids. Source: IAM user guide, "Understanding unique ID prefixes". */
const AWS_KEY_ID =
  /(?<![A-Z0-9])(?:ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g;

/** Userinfo of a URL anywhere in a text (RFC 3986, 3.2.1). */
const USERINFO = /(:\/\/)[^\s/?#"'<>]*@/g;

/** What every secret that is looked for has in it; a text without it, as most are, is read only once. */
const SUSPICIOUS = /[=:]|eyJ|ewo|A[BCKS][CI]A|bearer|basic|PRIVATE KEY/i;

/**
 * Takes secrets out of free text: bearer and basic credentials, JSON Web Tokens, AWS access key ids, private keys in PEM,
 * URLs with credentials, and the values of secret names (`password=…`, `"token":"…"`, `Authorization: …`).
 * Time is linear in the text. Never throws.
 *
 * @param maxLength UTF-16 units kept; what is beyond is cut off. @default all
 */
export function redactText(
  text: string,
  maxLength = Number.POSITIVE_INFINITY,
): string {
  try {
    const read = text.slice(0, maxLength + MARGIN);
    return cutText(SUSPICIOUS.test(read) ? redactAll(read) : read, maxLength);
  } catch {
    return WITHHELD;
  }
}

function redactAll(text: string): string {
  let clean = text;
  if (clean.includes('PRIVATE KEY')) {
    clean = redactPemBlocks(clean);
  }
  if (clean.includes('://') && clean.includes('@')) {
    clean = clean.replace(USERINFO, `$1${REDACTED}@`);
  }
  if (clean.includes('eyJ') || clean.includes('ewo')) {
    clean = clean.replace(JWT, REDACTED);
  }
  clean = clean.replace(AWS_KEY_ID, REDACTED);
  clean = clean.replace(BEARER, `$1${REDACTED}`);
  clean = clean.replace(BASIC, (all, scheme: string, token: string) =>
    Buffer.from(token, 'base64').includes(':') ? scheme + REDACTED : all,
  );
  return clean.includes('=') || clean.includes(':')
    ? redactAssignments(clean)
    : clean;
}
