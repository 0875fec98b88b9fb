/** A secret, and what of it must not be found anywhere. */
export interface Secret {
  readonly kind: string;
  readonly text: string;
  readonly needles: readonly string[];
}

/** Makes the `index`th secret of a kind; no two are alike. */
type Make = (index: number) => Omit<Secret, 'kind'>;

/** Letters and digits of their own for each secret, as many as are asked for. */
function letters(index: number, length: number): string {
  let text = `q${String(index)}Z`;
  let state = index * 7919 + 17;
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += 'aB3cD4eF5gH6jK7mN8pQ9rS2tU'[state % 26] ?? 'x';
  }
  return text.slice(0, length);
}

function whole(text: string): Omit<Secret, 'kind'> {
  return { text, needles: [text] };
}

/** A number of 16 digits that passes the Luhn test. */
function card(index: number): string {
  const digits = `4${String(index).padStart(5, '0')}${String(
    index * 7919 + 1_000_003,
  )
    .padStart(9, '0')
    .slice(-9)}`;
  for (let check = 0; ; check += 1) {
    const number = `${digits}${String(check)}`;
    const sum = number
      .split('')
      .toReversed()
      .reduce((total, digit, place) => {
        const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
        return total + (value > 9 ? value - 9 : value);
      }, 0);
    if (sum % 10 === 0) {
      return number;
    }
  }
}

/** Secrets that are known by their form, whatever they stand in. */
const BY_FORM: Readonly<Record<string, Make>> = {
  jwt: (index) => {
    const signature = letters(index, 40);
    return {
      text: `eyJhbGciOiJIUzI1NiJ9.eyJ${letters(index, 24)}.${signature}`,
      needles: [signature],
    };
  },
  'AWS key id': (index) => whole(`AKIA${letters(index, 16).toUpperCase()}`),
  'AWS secret key': (index) => {
    const key = letters(index, 40);
    return { text: `aws secret access key ${key}`, needles: [key] };
  },
  'AWS session token': (index) => whole(`IQoJb3JpZ2lu${letters(index, 120)}`),
  GitHub: (index) => whole(`ghp_${letters(index, 36)}`),
  GitLab: (index) => whole(`glpat-${letters(index, 20)}`),
  Slack: (index) => whole(`xoxb-${letters(index, 30)}`),
  Stripe: (index) => whole(`sk_live_${letters(index, 24)}`),
  Google: (index) => whole(`AIza${letters(index, 35)}`),
  npm: (index) => whole(`npm_${letters(index, 36)}`),
  SendGrid: (index) =>
    whole(`SG.${letters(index, 22)}.${letters(index + 1, 43)}`),
  Honeycomb: (index) => whole(`hcaik_${letters(index, 58).toLowerCase()}`),
  bearer: (index) => {
    const token = letters(index, 30);
    return { text: `Bearer ${token}`, needles: [token] };
  },
  basic: (index) => {
    const credentials = Buffer.from(`worf:${letters(index, 20)}`).toString(
      'base64',
    );
    return { text: `Basic ${credentials}`, needles: [credentials] };
  },
  'card number': (index) => whole(card(index)),
  'connection URL': (index) => {
    const password = letters(index, 20);
    return {
      text: `postgres://app:${password}@db:5432/x`,
      needles: [password],
    };
  },
  'password in a URL': (index) => {
    const password = letters(index, 20);
    return {
      text: `https://worf:${password}@site.example/`,
      needles: [password],
    };
  },
  assignment: (index) => {
    const value = letters(index, 20);
    return { text: `client_secret=${value}`, needles: [value] };
  },
  'JSON in text': (index) => {
    const value = letters(index, 20);
    return { text: `{"user":{"apiKey":"${value}"}}`, needles: [value] };
  },
  'own pattern': (index) => whole(`acme-${letters(index, 24)}`),
};

/** As they are, where a line break may stand. */
const MULTILINE: Readonly<Record<string, Make>> = {
  PEM: (index) => {
    const line = letters(index, 64);
    return {
      text: `-----BEGIN PRIVATE KEY-----\n${line}\n${letters(index + 1, 30)}\n-----END PRIVATE KEY-----`,
      needles: [line, letters(index + 1, 30)],
    };
  },
};

let made = 0;

/** A few secrets that are known by their form, of other kinds at every call. */
export function secretsByForm(
  count: number,
  multiline = false,
): readonly Secret[] {
  const kinds = Object.entries(
    multiline ? { ...BY_FORM, ...MULTILINE } : BY_FORM,
  );
  return Array.from({ length: count }, () => {
    made += 1;
    const [kind, make] = kinds[made % kinds.length] ?? ['', whole];
    return { kind, ...Reflect.apply(make, undefined, [made]) };
  });
}

/** One of every kind. */
export function everySecretByForm(): readonly Secret[] {
  return Object.entries({ ...BY_FORM, ...MULTILINE }).map(([kind, make]) => {
    made += 1;
    return { kind, ...make(made) };
  });
}

/** A secret that nothing but its name tells. */
export function namedSecret(): Secret {
  made += 1;
  const text = letters(made, 24);
  return { kind: 'named', text, needles: [text] };
}
