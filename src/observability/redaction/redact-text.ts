import { cutText } from './cut-text.js';
import { REDACTED, WITHHELD } from './marks.js';
import { redactAssignments } from './redact-assignments.js';
import { redactBase64 } from './redact-base64.js';
import { redactCards } from './redact-cards.js';
import { redactMarkup } from './redact-markup.js';
import { redactRepeatedInput } from './redact-repeated-input.js';
import { mayHavePem, redactPemBlocks } from './redact-pem.js';
import { redactTokens } from './redact-tokens.js';
import { activeRules, type Rules } from './rules.js';
import { SIGN, signsOf } from './scan-text.js';

/** Read beyond the cut, so that a secret which the cut would break in two is still recognised. */
const MARGIN = 1024;

/** RFC 6750: the scheme and its token. */
const BEARER = /\b(bearer\s{1,8})[\w.~+/=-]+/gi;

/** RFC 7617: the scheme and, in base64, `user:password`; `basic rules` is no credential. */
const BASIC = /\b(basic\s{1,8})([\w+/=-]{4,})/gi;

/** Userinfo of a URL anywhere in a text (RFC 3986, 3.2.1). */
const USERINFO = /(:\/\/)[^\s/?#"'<>]*@/g;

/**
 * The same in what a database or a broker is reached by, where people forget to encode a password: it may have `/`, `?`, `#`
 * and quotes in it. Bounded, so that time stays linear.
 */
const CONNECTION =
  /((?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|nats|ldaps?|ftps?|smtps?):\/\/)[^\s<>@]{0,256}(?:@[^\s<>@]{0,256}){0,4}@/gi;

/**
 * Takes secrets out of free text: bearer and basic credentials, tokens known by their form, AWS keys, PEM blocks, card
 * numbers, URLs with credentials, the values of secret names (`password=…`, `"token":"…"`, `Authorization: …`), and what the
 * application's own rules name. Time is linear in the text. Never throws: a text that can't be read is withheld.
 *
 * @param maxLength UTF-16 units kept; what is beyond is cut off. @default all
 */
export function redactText(
  text: string,
  maxLength = Number.POSITIVE_INFINITY,
): string {
  try {
    const read =
      text.length > maxLength ? text.slice(0, maxLength + MARGIN) : text;
    return cutText(redactWhole(read, activeRules()), maxLength);
  } catch {
    return WITHHELD;
  }
}

/**
 * A text of which whoever cuts it keeps `maxLength` UTF-16 units at the most, without secrets so far. A secret that the cut
 * would break in two could not be told any more afterwards. Where there is none, it is the text itself, with all its length.
 */
export function redactBeforeCut(text: string, maxLength: number): string {
  const head =
    text.length > maxLength + MARGIN ? text.slice(0, maxLength + MARGIN) : text;
  const clean = redactText(head);
  return clean === head ? text : clean;
}

/** How often a text in which something was found is read again: what is taken out of it may bare what stood behind. */
const MAX_ROUNDS = 4;

function redactWhole(text: string, rules: Rules): string {
  const signs = signsOf(text);
  if ((signs === 0 && !hasOwn(rules)) || rules.clean.has(text)) {
    return text;
  }
  const clean = redactRounds(text, signs, rules);
  if (clean === text) {
    rules.clean.add(text);
  }
  return clean;
}

function redactRounds(text: string, signsOfText: number, rules: Rules): string {
  let clean = text;
  let signs = signsOfText;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = clean;
    clean = redactOwn(signs === 0 ? before : redactAll(before, signs), rules);
    // Late, as it reads what stands before, marks of redaction too.
    clean = (signs & SIGN.base64) === 0 ? clean : redactBase64(clean);
    if (clean === before) {
      break;
    }
    signs = signsOf(clean);
  }
  return clean;
}

function hasOwn({ segments, patterns }: Rules): boolean {
  return segments !== undefined || patterns.length > 0;
}

/** Each rule is followed only where its sign is. */
function redactAll(text: string, signs: number): string {
  const has = (sign: number): boolean => (signs & sign) !== 0;
  let clean = text;
  if (has(SIGN.hyphen) && mayHavePem(clean)) {
    clean = redactPemBlocks(clean);
  }
  if (has(SIGN.assignment | SIGN.word)) {
    clean = redactRepeatedInput(clean);
  }
  if (has(SIGN.at) && clean.includes('://')) {
    clean = clean
      .replace(CONNECTION, `$1${REDACTED}@`)
      .replace(USERINFO, `$1${REDACTED}@`);
  }
  if (has(SIGN.token)) {
    clean = redactTokens(clean);
  }
  if (has(SIGN.digits)) {
    clean = redactCards(clean);
  }
  if (has(SIGN.word)) {
    clean = redactCredentials(clean);
  }
  if (has(SIGN.element | SIGN.hyphen | SIGN.word | SIGN.assignment)) {
    clean = redactMarkup(clean, has(SIGN.hyphen));
  }
  if (has(SIGN.assignment)) {
    clean = redactAssignments(clean);
  }
  return clean;
}

function redactCredentials(text: string): string {
  return text
    .replace(BEARER, `$1${REDACTED}`)
    .replace(BASIC, (all, scheme: string, token: string) =>
      Buffer.from(token, 'base64').includes(':') ? scheme + REDACTED : all,
    );
}

/** The application's own rules, which know nothing of what a secret has in it. */
function redactOwn(text: string, { segments, patterns }: Rules): string {
  let clean = segments === undefined ? text : segments.redactText(text);
  for (const pattern of patterns) {
    const kept = pattern.redact(clean);
    if (kept === undefined) {
      return WITHHELD;
    }
    clean = kept;
  }
  return clean;
}
