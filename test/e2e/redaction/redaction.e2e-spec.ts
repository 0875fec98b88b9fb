import { type RelayedApp, startRelayedApp } from './relayed-app.js';
import { CORPUS, RedactionModule } from './redaction.module.js';
import { type Answer, send } from './send.js';

/** Longest wait for what is on its way, in milliseconds. */
const DEADLINE_MS = 30_000;
/** Time for the whole corpus, in milliseconds. */
const TIMEOUT_MS = 180_000;

const OWN_RULES = {
  // Each request leaves an item of its own, in which its secret would stand.
  ROLLBAR_FOLD: 'false',
  REDACTION_KEYS: 'iban',
  REDACTION_PATTERNS: 'acme-[A-Za-z0-9]{20,40}',
  OTEL_METRIC_EXPORT_INTERVAL: '1000',
};

describe('a corpus of secrets', () => {
  let relayed: RelayedApp;
  const answers: Answer[] = [];

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    relayed = await startRelayedApp(OWN_RULES, [RedactionModule]);
    for (const [index, { place, secret }] of CORPUS.entries()) {
      const parts = place.send?.(secret.text) ?? {};
      const path = `/redaction/${String(index)}${parts.path ?? ''}`;
      answers.push(await send(relayed.app.url + path, parts));
    }
    await arrived(relayed, answers);
  }, TIMEOUT_MS);

  afterAll(async () => {
    await relayed.close();
    vi.unstubAllEnvs();
  });

  it('has more than a hundred, no two alike', () => {
    const needles = CORPUS.flatMap(({ secret }) => secret.needles);
    expect(CORPUS.length).toBeGreaterThan(150);
    expect(new Set(CORPUS.map(({ secret }) => secret.text)).size).toBe(
      CORPUS.length,
    );
    expect(needles.every((needle) => needle.length >= 16)).toBe(true);
  });

  it('is what the places did: each request ends in a failure that is reported, or is refused', () => {
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    expect(statuses.filter((status) => status >= 500).length).toBeGreaterThan(
      CORPUS.length * 0.9,
    );
  });

  it('arrives at every vendor without a single one', () => {
    for (const [sink, bytes] of relayed.sent()) {
      const leaks = CORPUS.flatMap(({ place, secret }, index) =>
        formsOf(secret.needles)
          .filter((form) => bytes.includes(form))
          .map(
            (form) =>
              `${String(index)} ${place.name}, ${secret.kind}: ${around(bytes, form)}`,
          ),
      );
      expect([sink, leaks]).toEqual([sink, []]);
    }
  });

  it('leaves everything else where it belongs', () => {
    const sizes = [...relayed.sent()].map(([sink, { byteLength }]) => [
      sink,
      byteLength > (sink === 'stdout and stderr' ? -1 : 50_000),
    ]);
    expect(sizes.filter(([, isLarge]) => isLarge !== true)).toEqual([]);
    expect(relayed.app.sandbox.store.violations()).toEqual([]);
  });
});

/** A secret as it is, and as it stands in JSON and in a URL. */
function formsOf(needles: readonly string[]): readonly string[] {
  return [
    ...new Set(
      needles.flatMap((needle) => [
        needle,
        JSON.stringify(needle).slice(1, -1),
        encodeURIComponent(needle),
      ]),
    ),
  ];
}

function around(bytes: Buffer, form: string): string {
  const at = bytes.indexOf(form);
  return bytes
    .subarray(Math.max(0, at - 80), at + form.length + 20)
    .toString('latin1');
}

/** Waits until every request is at every vendor: nothing is proven by what never left. */
async function arrived(
  { app }: RelayedApp,
  requests: readonly Answer[],
): Promise<void> {
  const until = Date.now() + DEADLINE_MS;
  const isThere = ({ traceId, status }: Answer): boolean => {
    const view = app.sandbox.store.trace(traceId);
    return (
      view !== undefined &&
      view.otlp.spans.length > 0 &&
      view.otlp.logs.length > 0 &&
      view.xray.segments.length > 0 &&
      view.cloudwatch.events.length > 0 &&
      (status < 500 || view.rollbar.items.length > 0)
    );
  };
  let missing = requests.filter((answer) => !isThere(answer));
  while (missing.length > 0 && Date.now() < until) {
    await app.flush();
    missing = missing.filter((answer) => !isThere(answer));
  }
  if (missing.length > 0) {
    throw new Error(`${String(missing.length)} requests did not arrive`);
  }
}
