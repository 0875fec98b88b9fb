import type { Answer } from './api-client.js';
import { expectCodes, expectStatus } from './expect-problem.js';
import { activities, messageGroups, messages } from './schemas.js';
import { startApi, type TestApi } from './start-api.js';

/** Where the next page is, from where this one was asked for (RFC 8288, section 3.1). */
function next(answer: Answer, base = answer.url): string | undefined {
  const link = answer.headers.get('link') ?? '';
  const reference = /^<([^>]+)>; rel="next"$/.exec(link)?.[1];
  return reference === undefined ? undefined : new URL(reference, base).href;
}

describe('paging', () => {
  let t: TestApi;
  beforeAll(async () => {
    t = await startApi();
    await t.execute(`
      insert into activities (uuid, user_uuid, message, created_at, expires_at)
      select gen_random_uuid(), (select uuid from users where handle = 'worf'), 'entry ' || n || ' for @andrewbrown',
        date_trunc('minute', now()) - interval '20 days', now() + interval '1 day'
      from generate_series(1, 150) as n`);
    await t.execute(`
      insert into notifications (recipient_handle, activity_uuid, activity_seq, created_at)
      select 'andrewbrown', uuid, seq, created_at from activities where message like 'entry %'`);
    for (let n = 1; n <= 5; n++)
      await t.api.post('/api/messages', {
        message: `message ${n}`,
        user_receiver_handle: n % 2 === 0 ? 'bayko' : 'garek',
      });
  });
  afterAll(() => t.close());

  async function walk(path: string): Promise<Answer[]> {
    const pages: Answer[] = [];
    for (let at: string | undefined = path; at !== undefined;) {
      const answer = await t.api.get(at);
      expectStatus(answer, 200);
      pages.push(answer);
      at = next(answer)?.slice(t.api.url.length);
    }
    return pages;
  }

  it.each([
    '/api/activities/home?limit=7',
    '/api/activities/notifications?limit=7',
    '/api/activities/@worf?limit=7',
    '/api/activities/search?limit=7&term=entry%201',
  ])('leads through all of %s, each entry once', async (path) => {
    const pages = (await walk(path)).map((page) => activities.parse(page.json));
    const entries = pages.flat();
    const [whole, rest] = await walk(path.replace('limit=7', 'limit=100'));
    const expected = [
      ...activities.parse(whole?.json),
      ...(rest === undefined ? [] : activities.parse(rest.json)),
    ];
    expect(entries.map((entry) => entry.uuid)).toEqual(
      expected.map((entry) => entry.uuid),
    );
    expect(new Set(entries.map((entry) => entry.uuid)).size).toBe(
      entries.length,
    );
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(7);
  });

  it('answers with at most 100 entries unless asked, as a plain array', async () => {
    const answer = await t.api.get('/api/activities/home');
    expect(activities.parse(answer.json)).toHaveLength(100);
    expect(answer.headers.get('link')).toMatch(/^<\?before=[\d-]+>; /);
  });

  it('leads on under the name and prefix that the client used', async () => {
    const answer = await t.api.get('/api/activities/%40worf?x=%26&limit=7');
    const asked = 'https://front.example/prefix/api/activities/%40worf?limit=7';
    expect(next(answer, asked)).toMatch(
      /^https:\/\/front\.example\/prefix\/api\/activities\/%40worf\?x=%26&limit=7&before=[\d-]+$/,
    );
  });

  it('stays where it was while new posts arrive', async () => {
    const first = await t.api.get('/api/activities/home?limit=3');
    const following = next(first)?.slice(t.api.url.length) ?? '';
    const second = await t.api.get(following);
    await t.api.post('/api/activities', { message: 'new', ttl: '1-day' });
    expect((await t.api.get(following)).json).toEqual(second.json);
  });

  it('takes an ISO time with an offset for a cursor', async () => {
    const [, second, third] = activities.parse(
      (await t.api.get('/api/activities/home')).json,
    );
    for (const time of [
      second?.created_at ?? '',
      encodeURIComponent(second?.created_at ?? ''),
      new Date(second?.created_at ?? '').toISOString(),
    ]) {
      const answer = await t.api.get(
        `/api/activities/home?limit=1&before=${time}`,
      );
      expect(activities.parse(answer.json)).toEqual([third]);
    }
  });

  it('pages messages back in time, each page oldest first', async () => {
    const all = messages.parse((await t.api.get('/api/messages/@garek')).json);
    expect(all.map((entry) => entry.message)).toEqual([
      'message 1',
      'message 3',
      'message 5',
    ]);
    const pages = await walk('/api/messages/@garek?limit=2');
    expect(pages.map((page) => messages.parse(page.json))).toEqual([
      all.slice(1),
      all.slice(0, 1),
    ]);
  });

  it('pages conversations', async () => {
    const all = messageGroups.parse(
      (await t.api.get('/api/message_groups')).json,
    );
    const pages = await walk('/api/message_groups?limit=1');
    expect(pages.flatMap((page) => messageGroups.parse(page.json))).toEqual(
      all,
    );
    expect(pages).toHaveLength(all.length);
  });

  it.each([
    ['home?limit=0', ['limit_invalid']],
    ['home?limit=101', ['limit_invalid']],
    ['home?limit=', ['limit_invalid']],
    ['home?limit=1.5', ['limit_invalid']],
    ['home?limit=ten', ['limit_invalid']],
    ['home?limit=1&limit=2', ['limit_invalid']],
    ['home?before=yesterday', ['before_invalid']],
    ['home?before=', ['before_invalid']],
    ['home?before=2026-01-01', ['before_invalid']],
    ['home?before=2026-13-45T00:00:00Z', ['before_invalid']],
    ['home?before=999999999999999-1', ['before_invalid']],
    ['home?before=0000-01-01T00:00:00Z', ['before_invalid']],
    ['notifications?limit=-1&before=x', ['limit_invalid', 'before_invalid']],
    ['@worf?limit=x', ['limit_invalid']],
    ['@%20?limit=x', ['blank_user_handle', 'limit_invalid']],
    ['search?limit=x', ['search_term_blank', 'limit_invalid']],
  ])('refuses %s', async (path, codes) => {
    expectCodes(await t.api.get(`/api/activities/${path}`), codes);
  });
});
