import { field } from '../../support/field.js';
import { RedactionModule } from './redaction.module.js';
import { type RelayedApp, startRelayedApp } from './relayed-app.js';
import { type Answer, send } from './send.js';

const JSON_TYPE = { 'content-type': 'application/json' };
/** What nobody but the user and the database should have. */
const PRIVATE = ['bayko', 'klingon', 'gagh', 'hasperat'];

async function requests(url: string): Promise<Record<string, Answer>> {
  return {
    feed: await send(`${url}/api/activities/@bayko?limit=1`),
    encoded: await send(`${url}/api/activities/%40bayko`),
    search: await send(`${url}/api/activities/search?term=klingon&limit=3`),
    messages: await send(`${url}/api/messages/@bayko`),
    post: await send(`${url}/api/activities`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ message: 'some gagh @bayko', ttl: '1-hour' }),
    }),
    message: await send(`${url}/api/messages`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({
        message: 'hasperat',
        user_receiver_handle: 'bayko',
      }),
    }),
    malformed: await send(`${url}/api/messages`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: '{"message":"hasperat" bayko}',
    }),
    unknown: await send(`${url}/nowhere/@bayko?term=klingon`),
    failing: await send(`${url}/redaction/99999/@bayko?term=klingon&a=1`, {
      headers: { referer: 'http://localhost:3000/@bayko?term=klingon' },
    }),
  };
}

async function story(
  settings: Readonly<Record<string, string>>,
): Promise<{ relayed: RelayedApp; answers: Record<string, Answer> }> {
  const relayed = await startRelayedApp(settings, [RedactionModule]);
  const answers = await requests(relayed.app.url);
  for (const { traceId } of Object.values(answers)) {
    await relayed.app.traces.read(traceId);
  }
  await relayed.app.flush();
  return { relayed, answers };
}

/** The path and query of the request that failed, as each vendor has it. */
function pathsOf({ app }: RelayedApp, { traceId }: Answer): unknown {
  const view = app.sandbox.store.trace(traceId);
  const server = view?.otlp.spans.find(({ span }) => span.kind === 2)?.span;
  const [segment] = view?.xray.segments ?? [];
  const line = view?.cloudwatch.events.find(
    ({ fields }) => fields?.['context'] === 'Access',
  );
  const [item] = view?.rollbar.items ?? [];
  return {
    otlp: [server?.attributes['url.path'], server?.attributes['url.query']],
    xray: field(segment?.document, 'http', 'request', 'url'),
    line: line?.fields?.['path'],
    rollbar: field(item?.data, 'request', 'url'),
  };
}

/** The request that failed has this path and query at every vendor. */
async function expectOnePath(
  settings: Readonly<Record<string, string>>,
  path: string,
  query: string,
): Promise<void> {
  const { relayed, answers } = await story(settings);
  const failing = answers['failing'];
  const origin = relayed.app.url;
  const paths = failing && pathsOf(relayed, failing);
  await relayed.close();

  expect(paths).toEqual({
    otlp: [path, query],
    xray: origin + path,
    line: `${path}?${query}`,
    rollbar: `${origin}${path}?${query}`,
  });
}

describe('what users are called and what they write', () => {
  beforeAll(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  });

  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it('stays out of telemetry, and in the answers', async () => {
    const { relayed, answers } = await story({});
    const sent = [...relayed.sent()];
    await relayed.close();

    expect(answers['feed']?.status).toBe(200);
    expect(answers['feed']?.body).toContain('bayko');
    expect(answers['encoded']?.body).toContain('bayko');
    expect(answers['post']?.body).toContain('some gagh @bayko');
    expect(answers['unknown']?.body).toContain('/nowhere/@bayko');
    expect(answers['failing']?.status).toBe(500);
    for (const [sink, bytes] of sent) {
      const leaks = PRIVATE.filter((word) => bytes.includes(word));
      expect([sink, leaks]).toEqual([sink, []]);
    }
  });

  it('leaves one and the same path at all vendors', async () => {
    await expectOnePath(
      {},
      '/redaction/99999/@[redacted]',
      'term=[redacted]&a=1',
    );
  });

  it('is shown everywhere where that is asked for', async () => {
    await expectOnePath(
      { TELEMETRY_PERSONAL_DATA: 'shown' },
      '/redaction/99999/@bayko',
      'term=klingon&a=1',
    );
  });
});
