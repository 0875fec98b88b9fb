import * as fc from 'fast-check';

/** A secret's own characters: none that ends a value. */
export const opaque = fc
  .stringMatching(/^[A-Za-z0-9_~+-]{12,40}$/)
  .map((text) => `zQ7${text}`);
const alphanumeric = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${String(min)},${String(max)}}$`));

function withCheckDigit(digits: string): string {
  for (let check = 0; check < 10; check += 1) {
    const number = `${digits}${String(check)}`;
    const sum = number
      .split('')
      .toReversed()
      .reduce((total, digit, index) => {
        const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
        return total + (value > 9 ? value - 9 : value);
      }, 0);
    if (sum % 10 === 0) {
      return number;
    }
  }
  return digits;
}

/** Secrets that are known by their form, whatever name they stand under. */
export const token = fc.oneof(
  alphanumeric(36, 36).map((text) => `ghp_${text}`),
  alphanumeric(30, 60).map((text) => `github_pat_${text}`),
  alphanumeric(20, 40).map((text) => `sk_live_${text}`),
  alphanumeric(20, 40).map((text) => `xoxb-${text}`),
  alphanumeric(35, 35).map((text) => `AIza${text}`),
  alphanumeric(20, 40).map((text) => `glpat-${text}`),
  fc.stringMatching(/^[A-Z0-9]{16}$/).map((text) => `AKIA${text}`),
  fc
    .tuple(alphanumeric(20, 60), alphanumeric(20, 60), alphanumeric(20, 60))
    .map(
      ([head, payload, signature]) => `eyJ${head}.eyJ${payload}.${signature}`,
    ),
  alphanumeric(64, 400).map(
    (text) => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----`,
  ),
  fc
    .tuple(fc.stringMatching(/^[2-6]\d{14}$/), fc.constantFrom('', ' ', '-'))
    .map(
      ([digits, between]) =>
        withCheckDigit(digits).match(/.{4}/g)?.join(between) ?? '',
    )
    .filter((number) => !/^(\d)\1*$/.test(number)),
);

/** Names of secrets, in the ways that they are written. */
export const secretName = fc.constantFrom(
  'password',
  'newPassword',
  'X-Api-Key',
  'access_token',
  'clientSecret',
  'user[password]',
  'db.credentials',
  'SESSION_ID',
  'otp',
);

/** Anything a text may have around a secret, no part of a word at its edges. */
export const surroundings = fc
  .oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.json(),
  )
  .map((text) => text.replaceAll(/-----|---- /g, ''));
export const edge = fc.constantFrom(
  ' ',
  '\n',
  '"',
  "'",
  '(',
  ',',
  ';',
  '|',
  '<',
  '`',
  '\t',
);

export const rules = fc.constantFrom(
  {},
  { keys: ['iban'], patterns: ['acme-[a-z0-9]{8}'] },
  { personal: { keys: ['*handle', 'message'], segmentPrefixes: ['@'] } },
);

/** What may be handed to telemetry. */
export const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 5,
});
