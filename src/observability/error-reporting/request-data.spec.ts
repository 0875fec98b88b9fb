import assert from 'node:assert/strict';
import { SpecApp } from './error-reporting.spec-app.js';
import type { RollbarOptions } from './error-reporting.options.js';
import type { Item } from './rollbar/item-receiver.spec-server.js';

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';

describe('the data of a request and its user', () => {
  let target: SpecApp | undefined;

  afterEach(async () => {
    await target?.stop();
    target = undefined;
  });

  /** The item of a request that fails once its user is known. */
  async function reported(
    options: Partial<RollbarOptions> = {},
    body: unknown = { message: 'secret thoughts', password: 'hunter2' },
    query = '',
  ): Promise<Item> {
    target = await SpecApp.start(true, options);
    await fetch(`${target.origin}/users/${ID}${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await target.settled(1);
    const [item] = await target.receiver.received(1);
    assert.ok(item !== undefined);
    return item;
  }

  it('names the user by id alone, on the server span too, and no body', async () => {
    const item = await reported();
    expect(item.person).toEqual({ id: ID });
    expect(target?.spans.at(-1)?.attributes['user.id']).toBe(ID);
    expect(item.request).not.toHaveProperty('POST');
    // The lines of source around the failure have the name, as this test is what they are of.
    const { body: _, ...rest } = item;
    expect(JSON.stringify([rest, target?.finished[0]?.user])).not.toMatch(
      /worf|secret thoughts|hunter2/,
    );
  });

  it('has name and address of the user where they are asked for', async () => {
    const item = await reported({ person: { name: true, email: true } });
    expect(item.person).toEqual({
      id: ID,
      username: 'worf',
      email: 'worf@enterprise.example',
    });
  });

  it('has one of the two where one is asked for', async () => {
    const item = await reported({ person: { email: true } });
    expect(item.person).toEqual({ id: ID, email: 'worf@enterprise.example' });
  });

  it('has the body where it is asked for, redacted', async () => {
    const item = await reported({ requestBody: true });
    expect(item.request?.POST).toEqual({
      message: 'secret thoughts',
      password: '[redacted]',
    });
  });

  it.each([
    ['a list', ['a', 1], '["a",1]'],
    ['a text', 'only words', 'only words'],
    ['a number', 7, '7'],
  ])('has a body that is %s as text', async (_name, body, text) => {
    const item = await reported({ requestBody: true }, body);
    expect(item.request?.body).toBe(text);
    expect(item.request).not.toHaveProperty('POST');
  });

  it('cuts a large body', async () => {
    const body = Object.fromEntries(
      Array.from({ length: 90 }, (_, n) => [`k${String(n)}`, n]),
    );
    const item = await reported({ requestBody: true }, body);
    expect(JSON.stringify(item.request?.POST).length).toBeLessThan(1000);
  });

  it('has the parameters of route and query, without secrets', async () => {
    const item = await reported({}, {}, '?term=x&tag=a&tag=b&token=hunter2');
    expect(item.request).toMatchObject({
      params: { id: ID },
      GET: {
        term: 'x',
        tag: ['a', 'b'],
        token: '[redacted]',
      },
    });
  });

  it('tells version and branch of the server', async () => {
    const item = await reported({
      codeVersion: 'v'.repeat(60),
      branch: 'main',
    });
    expect(item.code_version).toHaveLength(40);
    expect(item.server).toMatchObject({
      branch: 'main',
      root: process.cwd(),
      host: expect.stringMatching(/./),
    });
  });
});
