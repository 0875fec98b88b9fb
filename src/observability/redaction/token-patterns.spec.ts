import { redactText } from './redact-text.js';
import { TOKEN_PATTERNS } from './token-patterns.js';

/** Keeps a made-up secret in two parts, so that no scanner takes it for one that was committed. */
const apart = (text: string): string => text;

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  'JSON Web Token': [
    `ey${apart('JhbGciOiJIUzI1NiJ9')}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`,
  ],
  'AWS access key id': [
    `AKI${apart('AIOSFODNN7EXAMPLE')}`,
    `ASI${apart('AIOSFODNN7EXAMPLE')}`,
  ],
  'AWS session token': [`IQoJ${apart('b3JpZ2luX2Vj')}${'aB3/'.repeat(20)}==`],
  'GitHub token': [
    ...['p', 'o', 'u', 's', 'r'].map((kind) => `gh${kind}_${'a1B2'.repeat(9)}`),
    `github_${apart('pat')}_${'11ABC'.repeat(5)}_${'xY9'.repeat(20)}`,
  ],
  'GitLab token': [
    `glp${apart('at')}-${'a1B2-'.repeat(4)}`,
    `gld${apart('t')}-${'z9_X'.repeat(5)}`,
  ],
  'Slack token': [
    `xox${apart('b')}-${apart('123456789012')}-${'a1B2'.repeat(6)}`,
    `xox${apart('e.xoxp')}-1-${'a1B2'.repeat(12)}`,
    `xap${apart('p')}-1-A012-345-${'a1b2'.repeat(8)}`,
  ],
  'Slack webhook': [
    `hooks.slack.com/${apart('services')}/T0001/B0001/${'xY1z'.repeat(6)}`,
  ],
  'Stripe key': [
    `sk_${apart('live')}_${'a1B2'.repeat(6)}`,
    `rk_${apart('live')}_${'a1B2'.repeat(6)}`,
    `whse${apart('c')}_${'a1B2'.repeat(8)}`,
  ],
  'Google API key, OAuth client secret, OAuth access token': [
    `AIz${apart('a')}${'Sy-a1B'.repeat(6).slice(0, 35)}`,
    `GOCSP${apart('X')}-${'a1B2'.repeat(7)}`,
    `ya29${apart('.')}a0${'aB1_'.repeat(10)}`,
  ],
  'npm access token': [`npm${apart('_')}${'a1B2'.repeat(9)}`],
  'PyPI token': [`pypi${apart('-')}AgEIcHlwaS5vcmc${'a1B2'.repeat(9)}`],
  'SendGrid key': [
    `SG${apart('.')}${'a1-B'.repeat(6).slice(0, 22)}.${'a1_B'.repeat(11).slice(0, 43)}`,
  ],
  'Honeycomb key': [
    `hcai${apart('k')}_${'01j8z'.repeat(12).slice(0, 58)}`,
    `hcxi${apart('c')}_${'a1b2c'.repeat(12).slice(0, 58)}`,
  ],
  'DigitalOcean token': [`dop_${apart('v1')}_${'a1b2'.repeat(16)}`],
  'Shopify token': [`shpa${apart('t')}_${'a1b2'.repeat(8)}`],
  'Hugging Face token': [`hf${apart('_')}${'aBcD'.repeat(9)}`],
  'Docker token': [`dckr_${apart('pat')}_${'a1-B'.repeat(7)}`],
  'Vault token': [`hvs${apart('.')}CAES${'aB1_'.repeat(20)}`],
  'OpenAI key': [
    `sk-${apart('proj')}-${'a1B2'.repeat(12)}`,
    `sk${apart('-')}${'a1B2'.repeat(12)}`,
  ],
  'age secret key': [
    `AGE-SECRET${apart('-KEY')}-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`,
  ],
};

const all = Object.values(SAMPLES).flat();

describe('tokens of well-known services', () => {
  it('each have a sample and a source', () => {
    expect(TOKEN_PATTERNS.map(({ name }) => name)).toEqual(
      Object.keys(SAMPLES),
    );
    expect(TOKEN_PATTERNS.every(({ source }) => source.length > 5)).toBe(true);
  });

  it.each(all)('%s is known wherever it stands', (token) => {
    for (const [before, after] of [
      ['', ''],
      ['got ', ' back'],
      ['["', '"]'],
      ['/reset/', '?now'],
      ['x_', ')'],
      ['語', '語'],
    ]) {
      const clean = redactText(`${before}${token}${after}`);
      expect(clean).not.toContain(token.slice(-12));
      expect(clean).toBe(`${before}[redacted]${after}`);
    }
  });

  it('are known in part, where the rest was cut off', () => {
    for (const token of all.filter((text) => text.length > 60)) {
      expect(redactText(`sent ${token}`, 40)).not.toContain(token.slice(0, 30));
    }
  });

  it.each([
    'skipping_live_tests_of_the_whole_suite',
    'github_pat is a prefix',
    'ghp_short',
    'npm_config_registry',
    'task-force-is-over',
    'SG.short.text',
    'hf_hub_download',
    'the keyboard AKIA',
    'dotenv_v1_of_something',
    'v1_2_3',
  ])('%j is none', (text) => {
    expect(redactText(text)).toBe(text);
  });
});
