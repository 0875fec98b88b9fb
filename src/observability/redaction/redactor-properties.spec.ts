import * as fc from 'fast-check';
import { redactHeaders } from './redact-headers.js';
import { redactText } from './redact-text.js';
import { redactUrl } from './redact-url.js';
import { redactValue } from './redact-value.js';
import {
  anything,
  edge,
  opaque,
  rules,
  secretName,
  surroundings,
  token,
} from './redactor-properties.spec-values.js';
import { startRedaction } from './rules.js';

/** What a cut has left of a number may look like a card's, which is found when it is read again. */
function readAgainWhereCut(copy: unknown): unknown {
  return JSON.stringify(copy)?.includes('…') ? redactValue(copy) : copy;
}

describe('the redactor', () => {
  afterEach(() => {
    startRedaction();
  });

  it('never throws, and says the same when it is asked again', () => {
    fc.assert(
      fc.property(rules, surroundings, (options, text) => {
        startRedaction(options);
        for (const redact of [redactText, redactUrl]) {
          const clean = redact(text);
          expect(redact(clean)).toBe(clean);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says the same again of texts full of what it looks for', () => {
    const piece = fc.oneof(
      token,
      secretName,
      edge,
      fc.constantFrom(
        '=',
        ': ',
        '":"',
        '=>',
        '%3D',
        '[',
        '{',
        '}',
        ']',
        '\\"',
        '://',
        '@',
        '/@',
        '?',
        '&',
        '#',
        'Bearer ',
        'Basic ',
        '<token>',
        '</',
        '--',
        'secret ',
        'params: ',
        '-----BEGIN X-----',
        '-----END X-----',
        '[redacted]',
      ),
      fc.stringMatching(/^[A-Za-z0-9+/]{40}$/),
    );
    fc.assert(
      fc.property(
        rules,
        fc.array(piece, { maxLength: 12 }),
        (options, pieces) => {
          startRedaction(options);
          const clean = redactText(pieces.join(''));
          expect(redactText(clean)).toBe(clean);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws for any value, never changes it, and gives plain data', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const before = fc.stringify(value);
        const copy = redactValue(value);
        expect(fc.stringify(value)).toBe(before);
        expect(() => JSON.stringify(copy)).not.toThrow();
        const settled = readAgainWhereCut(copy);
        expect(redactValue(settled)).toEqual(settled);
        redactHeaders(Object(value));
      }),
      {
        numRuns: 500,
        examples: [[{ [`${'x'.repeat(240)} 7177422010682291`]: [] }]],
      },
    );
  });

  it('shows no token, whatever surrounds it', () => {
    fc.assert(
      fc.property(
        surroundings,
        edge,
        token,
        edge,
        surroundings,
        (before, left, secret, right, after) => {
          const text = before + left + secret + right + after;
          expect(redactText(text)).not.toContain(secret);
          expect(redactUrl(`/a?b=${encodeURIComponent(text)}`)).not.toContain(
            encodeURIComponent(secret),
          );
          const shown = JSON.stringify(
            redactValue({ deep: [{ text }], [text]: 1 }),
          );
          expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('shows no value of a secret name, however the two are written', () => {
    const written = fc.constantFrom(
      (name: string, value: string) => `${name}=${value}`,
      (name: string, value: string) => `${name}: ${value}`,
      (name: string, value: string) => JSON.stringify({ [name]: value }),
      (name: string, value: string) =>
        JSON.stringify({ [name]: [value, { [name]: value }] }),
      (name: string, value: string) =>
        JSON.stringify(JSON.stringify({ [name]: value })),
      (name: string, value: string) =>
        JSON.stringify(JSON.stringify(JSON.stringify({ [name]: value }))),
      (name: string, value: string) => `{ '${name}': '${value}' }`,
      (name: string, value: string) => `'${name}' => '${value}'`,
      (name: string, value: string) =>
        `https://x.example/a?${name}=${value}&b=1`,
      (name: string, value: string) =>
        `next=${encodeURIComponent(`/a?${name}=${value}`)}`,
    );
    fc.assert(
      fc.property(
        surroundings,
        secretName,
        opaque,
        written,
        (before, name, value, write) => {
          const text = `${before}\n${write(name, value)}\nmore`;
          expect(redactText(text)).not.toContain(value);
          expect(redactText(text)).toContain('more');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('shows no value under a secret key, wherever it is', () => {
    fc.assert(
      fc.property(secretName, opaque, anything, (name, value, other) => {
        const error = Object.assign(new Error('x'), { [name]: value });
        const shown = JSON.stringify(
          redactValue({
            [name]: { deep: value },
            list: [{ [name]: value, other }],
            map: new Map([[name, value]]),
            pair: [name, value],
            named: { name, value },
            error,
          }),
        );
        expect(shown).not.toContain(value);
        expect(JSON.stringify(redactHeaders({ [name]: value }))).not.toContain(
          value,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('shows no userinfo of a URL', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https', 'postgres', 'redis', 'amqps'),
        opaque,
        surroundings,
        (scheme, secret, before) => {
          const url = `${scheme}://worf:${secret}@host.example/a`;
          expect(redactText(`${before} ${url}`)).not.toContain(secret);
          expect(redactUrl(url)).not.toContain(secret);
        },
      ),
    );
  });

  it('says no more than it is allowed to', () => {
    fc.assert(
      fc.property(surroundings, fc.nat(300), (text, max) => {
        expect(redactText(text, max).length).toBeLessThanOrEqual(max + 1);
        // The shortest secret that has a name has one character: `pin=1`.
        expect(redactText(text).length).toBeLessThanOrEqual(
          11 * text.length + 16,
        );
      }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const limits = {
          maxTotalLength: 200,
          maxTotalEntries: 20,
          maxStringLength: 50,
        };
        const shown = JSON.stringify(redactValue(value, limits)) ?? '';
        expect(shown.length).toBeLessThan(5000);
      }),
    );
  });

  it('takes time in proportion to its input', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 12 }),
          secretName,
          token,
          edge,
        ),
        (piece) => {
          const text = piece.repeat(Math.ceil(200_000 / piece.length));
          const startedAt = performance.now();
          redactText(text);
          redactUrl(`/?a=${text}`);
          expect(performance.now() - startedAt).toBeLessThan(2000);
        },
      ),
      { numRuns: 60 },
    );
  });
});
