import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import type { Answer } from './api-client.js';
import { startApi, type TestApi } from './start-api.js';

const responseSchema = z.looseObject({
  content: z
    .record(z.string(), z.looseObject({ schema: z.unknown() }))
    .optional(),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ responses: z.record(z.string(), responseSchema) }),
    ),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});
type ApiDocument = z.output<typeof documentSchema>;

const UNKNOWN = 'cafecafe-cafe-4afe-8afe-cafecafecafe';

describe('the API’s description', () => {
  let t: TestApi;
  let document: ApiDocument;
  let ajv: Ajv2020;

  beforeAll(async () => {
    t = await startApi();
    document = documentSchema.parse((await t.api.get('/docs-json')).json);
    ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'api', components: document.components });
  });
  afterAll(() => t.close());

  /** The schema that the description gives for an answer, or for any answer it does not name. */
  function schemaFor(method: string, path: string, answer: Answer): unknown {
    const responses = document.paths[path]?.[method]?.responses;
    const response =
      responses?.[String(answer.status)] ?? responses?.['default'];
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const media = response?.content?.[type];
    if (media === undefined)
      throw new Error(
        `${method} ${path} does not describe ${answer.status} ${type}`,
      );
    return media.schema;
  }

  function expectDescribed(method: string, path: string, answer: Answer): void {
    const schema = JSON.stringify(schemaFor(method, path, answer));
    const validate = ajv.compile(
      JSON.parse(schema.replaceAll('"#/components/', '"api#/components/')),
    );
    const body = answer.json ?? answer.text;
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  }

  it('is OpenAPI 3.1 and names every endpoint', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const rows = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(rows.toSorted()).toEqual([
      'delete /health/log-levels',
      'get /api/activities/@{handle}',
      'get /api/activities/home',
      'get /api/activities/notifications',
      'get /api/activities/search',
      'get /api/activities/{uuid}',
      'get /api/health-check',
      'get /api/message_groups',
      'get /api/messages/@{handle}',
      'get /health/live',
      'get /health/log-levels',
      'get /health/ready',
      'get /health/telemetry',
      'get /rollbar/test',
      'post /api/activities',
      'post /api/activities/{uuid}/reply',
      'post /api/messages',
      'put /health/log-levels',
    ]);
  });

  it('resolves every reference', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(names.length).toBeGreaterThan(0);
    for (const name of names)
      expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it.each([
    ['/api/activities/home', '/api/activities/home'],
    ['/api/activities/home', '/api/activities/home?limit=0&before=x'],
    ['/api/activities/notifications', '/api/activities/notifications'],
    ['/api/activities/notifications', '/api/activities/notifications?limit=0'],
    ['/api/activities/search', '/api/activities/search?term=a'],
    ['/api/activities/search', '/api/activities/search'],
    ['/api/activities/@{handle}', '/api/activities/@worf'],
    ['/api/activities/@{handle}', '/api/activities/@'],
    ['/api/activities/{uuid}', `/api/activities/${UNKNOWN}`],
    ['/api/message_groups', '/api/message_groups'],
    ['/api/message_groups', '/api/message_groups?before=x'],
    ['/api/messages/@{handle}', '/api/messages/@bayko'],
    ['/api/messages/@{handle}', '/api/messages/@bayko?limit=x'],
    ['/api/health-check', '/api/health-check'],
    ['/health/live', '/health/live'],
    ['/health/ready', '/health/ready'],
    ['/health/telemetry', '/health/telemetry'],
    ['/health/log-levels', '/health/log-levels'],
    ['/rollbar/test', '/rollbar/test'],
  ])('describes what %s answers to GET %s', async (path, url) => {
    expectDescribed('get', path, await t.api.get(url));
  });

  it('describes what the writes answer', async () => {
    const posted = await t.api.post('/api/activities', {
      message: 'described',
      ttl: '1-day',
    });
    expectDescribed('post', '/api/activities', posted);
    const { uuid } = z.looseObject({ uuid: z.string() }).parse(posted.json);
    const reply = '/api/activities/{uuid}/reply';
    for (const [path, url, body] of [
      ['/api/activities', '/api/activities', {}],
      [reply, `/api/activities/${uuid}/reply`, { message: 'yes' }],
      [reply, `/api/activities/${UNKNOWN}/reply`, { message: 'no' }],
      [reply, '/api/activities/x/reply', {}],
      [
        '/api/messages',
        '/api/messages',
        { message: 'x', user_receiver_handle: 'worf' },
      ],
      ['/api/messages', '/api/messages', {}],
    ] as const)
      expectDescribed('post', path, await t.api.post(url, body));
    expectDescribed(
      'get',
      '/api/activities/{uuid}',
      await t.api.get(`/api/activities/${uuid}`),
    );
    for (const [body, type] of [
      ['{', 'application/json'],
      ['x', 'text/plain'],
      [`"${'x'.repeat(200_000)}"`, 'application/json'],
    ] as const)
      expectDescribed(
        'post',
        '/api/activities',
        await t.api.postText('/api/activities', body, type),
      );
  });

  it('names every refusal of a body, and covers all else', () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { responses }] of Object.entries(methods))
        expect({ path, statuses: Object.keys(responses) }).toEqual({
          path,
          statuses: expect.arrayContaining([
            'default',
            ...(method === 'post' ? ['400', '413', '415', '422'] : []),
          ]),
        });
  });

  it('would notice an answer that is not as described', async () => {
    const answer = await t.api.get('/api/activities/home');
    const broken = { ...answer, json: [{ uuid: 'x' }] };
    expect(() =>
      expectDescribed('get', '/api/activities/home', broken),
    ).toThrow();
  });

  it('has a page to browse that needs no other host', async () => {
    const page = await t.api.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of links) {
      expect(link).not.toMatch(/^(?:https?:)?\/\//);
      const asset = await fetch(new URL(link, `${t.api.url}/docs`));
      await asset.arrayBuffer();
      expect({ link, status: asset.status }).toEqual({ link, status: 200 });
    }
    expect((await t.api.get('/docs-yaml')).text).toMatch(/^openapi: 3\.1\.0/);
  });
});
