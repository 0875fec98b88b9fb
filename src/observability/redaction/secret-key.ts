import { activeRules, plainName } from './rules.js';

/**
 * Fragments that make a key secret wherever they occur in it, separators and case aside.
 * Source: the names under which OWASP's logging cheat sheet, cloud vendors and common frameworks keep what must not be
 * logged (access tokens, session identifiers, authentication passwords, keys, connection credentials).
 */
const FRAGMENTS =
  /passw|passphrase|passcode|passkey|pwd|secret|token|authorization|authentication|cookie|credential|session|sessid|signature|jwt|bearer|csrf|xsrf|apikey|accesskey|privatekey|signingkey|encryptionkey|masterkey|subscriptionkey|sharedkey|honeycombteam|connectionstring|cardnumber|creditcard|cardno|accountnumber|securitycode|verificationcode|samlresponse|assertion|codeverifier|mnemonic|seedphrase|hmac/;

/** Words too short to look for inside others: `pin` is a secret, `shipping` is not. */
const WORDS = new Set([
  'auth',
  'cvc',
  'cvv',
  'mfa',
  'oauth',
  'otp',
  'pass',
  'pin',
  'pw',
  'sig',
  'sid',
  'ssn',
  'totp',
]);

const MAX_KNOWN = 1000;
const MAX_KNOWN_LENGTH = 64;

/** Names are read so far: a longer one keeps its value back. */
const MAX_LENGTH = 1024;

/** Whether the value under this key is a secret, by the key's name alone: `user[newPassword]`, `X-Api-Key`, `pin`. */
export function isSecretKey(key: string): boolean {
  return answer(activeRules().secretKeys, key, isSecret);
}

/**
 * Whether the value under this key is to be kept back: a secret, or personal where that is not to be shown. Not for the
 * names that telemetry itself gives, such as an error's `message`.
 */
export function isWithheldKey(key: string): boolean {
  return answer(activeRules().withheldKeys, key, isSecretOrPersonal);
}

/** Answers are kept: the keys of an application are few, and this is asked for every one of every request. */
function answer(
  known: Map<string, boolean>,
  key: string,
  ask: (key: string) => boolean,
): boolean {
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const found = key.length > MAX_LENGTH || ask(key);
  if (key.length <= MAX_KNOWN_LENGTH && known.size < MAX_KNOWN) {
    known.set(key, found);
  }
  return found;
}

function isSecretOrPersonal(key: string): boolean {
  return isSecret(key) || isPersonal(key);
}

function isSecret(key: string): boolean {
  const name = plainName(key);
  return (
    FRAGMENTS.test(name) ||
    activeRules().fragments.some((fragment) => name.includes(fragment)) ||
    hasWord(key)
  );
}

function isPersonal(key: string): boolean {
  const { names, endings } = activeRules();
  if (names.size === 0) {
    return false;
  }
  const name = plainName(key);
  return names.has(name) || endings.some((ending) => name.endsWith(ending));
}

function hasWord(key: string): boolean {
  return key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => WORDS.has(word.toLowerCase()));
}
