/**
 * Fragments that make a key secret wherever they occur in it, separators and case aside.
 * Source: the names under which OWASP's logging cheat sheet, cloud vendors and common frameworks keep what must not be
 * logged (access tokens, session identifiers, authentication passwords, keys, connection credentials).
 */
const FRAGMENTS =
  /passw|passphrase|passcode|passkey|pwd|secret|token|authorization|authentication|cookie|credential|session|sessid|signature|jwt|bearer|csrf|xsrf|apikey|accesskey|privatekey|signingkey|encryptionkey|masterkey|subscriptionkey|sharedkey|honeycombteam|connectionstring|cardnumber/;

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

/** Answers so far: the keys of an application are few, and this is asked for every one of every request. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 1000;
const MAX_KNOWN_LENGTH = 64;

/** Whether the value under this key is to be kept back, by the key's name alone: `user[newPassword]`, `X-Api-Key`, `pin`. */
export function isSecretKey(key: string): boolean {
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const secret = hasFragment(key) || hasWord(key);
  if (key.length <= MAX_KNOWN_LENGTH && known.size < MAX_KNOWN) {
    known.set(key, secret);
  }
  return secret;
}

function hasFragment(key: string): boolean {
  return FRAGMENTS.test(key.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase());
}

function hasWord(key: string): boolean {
  return key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => WORDS.has(word.toLowerCase()));
}
