import { TOKEN_PATTERNS } from './token-patterns.js';

/** What a text has in it that a secret could be told by; a text without any, as most are, is read once and no more. */
export const SIGN = {
  /** `=`, `:` or a percent-encoded character. */
  assignment: 1,
  /** The first two characters of a token. */
  token: 2,
  /** 13 digits in a row, or more. */
  digits: 4,
  /** A hyphen at the beginning of a word: an option, or a line of PEM. */
  hyphen: 8,
  /** The end of an element of XML. */
  element: 16,
  /** 40 characters of base64 in a row, or more. */
  base64: 32,
  /** `@`. */
  at: 64,
  /** A word that other rules begin with. */
  word: 128,
} as const;

/** Words, in any case, that stand before a secret or in a message that repeats its input. */
const WORDS = ['bearer', 'basic', 'password', 'identified', 'json', 'failing'];

/** What a word may be that begins with two characters, by both codes. */
const PAIRS = new Uint8Array(128 * 128);

/** Kinds of characters: letters and digits first, then what else base64 has, then what may be a sign by itself. */
const LETTER = 0;
const DIGIT = 1;
const OTHER = 2;
const BASE64 = 3;
const MARK = 4;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) =>
  kindOf(String.fromCharCode(code)),
);

function kindOf(character: string): number {
  if (/[A-Za-z]/.test(character)) {
    return LETTER;
  }
  if (/\d/.test(character)) {
    return DIGIT;
  }
  if (/[+/]/.test(character)) {
    return BASE64;
  }
  return /[%:=<@-]/.test(character) ? MARK : OTHER;
}

for (const prefix of TOKEN_PATTERNS.flatMap(({ prefixes }) => prefixes)) {
  note(prefix, SIGN.token);
}
for (const word of WORDS) {
  const [first = '', second = ''] = word;
  for (const pair of [
    first + second,
    first.toUpperCase() + second,
    first + second.toUpperCase(),
    first.toUpperCase() + second.toUpperCase(),
  ]) {
    note(pair, SIGN.word);
  }
}

function note(text: string, sign: number): void {
  const index = pairOf(text.charCodeAt(0), text.charCodeAt(1));
  PAIRS[index] = (PAIRS[index] ?? 0) | sign;
}

function pairOf(first: number, second: number): number {
  return second < 128 ? (first << 7) | second : 0;
}

/** The signs of a text, as a sum of `SIGN`. This is what every short text costs: it looks at each character once. */
export function signsOf(text: string): number {
  const { length } = text;
  let signs = 0;
  let base64 = 0;
  let digits = 0;
  let isGap = false;
  let isInWord = false;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (KINDS[code] ?? 0) : OTHER;
    if (kind <= DIGIT) {
      base64 += 1;
      digits = kind === DIGIT ? digits + 1 : 0;
      isGap = false;
      if (!isInWord) {
        isInWord = true;
        signs |= PAIRS[pairOf(code, text.charCodeAt(at + 1))] ?? 0;
      }
      if (digits === 13) {
        signs |= SIGN.digits;
      }
      if (base64 === 40) {
        signs |= SIGN.base64;
      }
      continue;
    }
    base64 = kind === BASE64 ? base64 + 1 : 0;
    if (isGap || (code !== 32 && code !== 45)) {
      digits = 0;
      isGap = false;
    } else {
      isGap = true;
    }
    if (kind > BASE64) {
      signs |= signOf(code, isInWord, text.charCodeAt(at + 1));
    } else if (base64 === 40) {
      signs |= SIGN.base64;
    }
    isInWord = false;
  }
  return signs;
}

function signOf(code: number, isInWord: boolean, next: number): number {
  switch (code) {
    case 45:
      return isInWord ? 0 : SIGN.hyphen;
    case 60:
      return next === 47 ? SIGN.element : 0;
    case 64:
      return SIGN.at;
    default:
      return SIGN.assignment;
  }
}
