import type { RecordsAnswer } from '../index.js';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const UUID = '0f0a3c1e-6d5a-4c57-9e2b-8a4d1f7b2c3d';

describe('GET /api/records', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
    await fetch(`${sandbox.endpoints.otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-honeycomb-team': 'k' },
      body: JSON.stringify({
        resourceSpans: [
          {
            resource: {
              attributes: [
                { key: 'service.name', value: { stringValue: 'cruddur' } },
              ],
            },
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: TRACE_ID,
                    spanId: 'eee19b7ec3c1b174',
                    name: 'GET /x',
                    kind: 2,
                    startTimeUnixNano: '1700000000000000000',
                    endTimeUnixNano: '1700000000001000000',
                    attributes: [
                      { key: 'rollbar.uuid', value: { stringValue: UUID } },
                      {
                        key: 'http.response.status_code',
                        value: { intValue: '500' },
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      }),
    });
    await fetch(`${sandbox.endpoints.rollbar}/api/1/item/`, {
      method: 'POST',
      headers: { 'x-rollbar-access-token': 't' },
      body: JSON.stringify({
        data: {
          uuid: UUID,
          environment: 'e',
          body: { message: { body: 'm' } },
          custom: { trace_id: TRACE_ID },
        },
      }),
    });
  });
  afterAll(() => sandbox.close());

  const ask = (query: Record<string, string>): Promise<Response> =>
    fetch(
      `${sandbox.endpoints.query}/api/records?${String(new URLSearchParams(query))}`,
    );
  const kinds = async (query: Record<string, string>): Promise<string[]> => {
    const { records }: RecordsAnswer = JSON.parse(
      await (await ask(query)).text(),
    );
    return records.map(({ kind }) => kind);
  };

  it.each([
    ['otlp', 'trace.trace_id', TRACE_ID, ['span']],
    ['otlp', 'rollbar.uuid', UUID, ['span']],
    ['otlp', 'http.response.status_code', '500', ['span']],
    ['otlp', 'service.name', 'cruddur', ['span']],
    ['otlp', 'name', 'GET /x', ['span']],
    ['rollbar', 'custom.trace_id', TRACE_ID, ['item']],
    ['rollbar', 'uuid', UUID, ['item']],
    ['rollbar', 'body.message.body', 'm', ['item']],
    ['rollbar', 'custom', TRACE_ID, []],
    ['rollbar', 'custom.constructor.name', 'Object', []],
    ['rollbar', 'custom.trace_id', 'another', []],
    ['xray', 'trace_id', TRACE_ID, []],
    ['cloudwatch', 'trace_id', TRACE_ID, []],
  ])('finds in %s, by %s = %s: %j', async (vendor, field, value, found) => {
    expect(await kinds({ vendor, field, value })).toEqual(found);
  });

  it.each([
    { vendor: 'other', field: 'a', value: 'b' },
    { vendor: 'otlp', value: 'b' },
    { vendor: 'otlp', field: 'a', value: 'b', limit: '0' },
  ])('refuses %j', async (query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
