import { expectCodes, expectProblem, expectStatus } from './expect-problem.js';
import { activities, activity, reply } from './schemas.js';
import { startApi, type TestApi } from './start-api.js';

function expectNewestFirst(entries: { created_at: string }[]): void {
  const times = entries.map((entry) => entry.created_at);
  expect(times).toEqual(times.toSorted().toReversed());
}

describe('the feeds of a fresh database', () => {
  let t: TestApi;
  beforeAll(async () => {
    t = await startApi();
  });
  afterAll(() => t.close());

  async function feed(path: string) {
    const answer = await t.api.get(path);
    expectStatus(answer, 200);
    return activities.parse(answer.json);
  }

  it('shows everybody’s posts with their replies at home, newest first', async () => {
    const home = await feed('/api/activities/home');
    expect(home.length).toBeGreaterThanOrEqual(4);
    expectNewestFirst(home);
    expect(new Set(home.map((post) => post.handle))).toEqual(
      new Set(['andrewbrown', 'bayko', 'worf', 'garek']),
    );
    expect(new Set(home.map((post) => post.display_name))).toEqual(
      new Set(['Andrew Brown', 'Andrew Bayko', 'Worf', 'Garek']),
    );
    expect(home.some((post) => post.replies.length > 0)).toBe(true);
    for (const post of home) {
      expect(post.replies_count).toBe(post.replies.length);
      expectNewestFirst(post.replies.toReversed());
      for (const answer of post.replies)
        expect(answer.reply_to_activity_uuid).toBe(post.uuid);
    }
  });

  it('dates its posts relative to now: all in the past, none expired', async () => {
    const now = Date.now();
    for (const post of await feed('/api/activities/home')) {
      expect(Date.parse(post.created_at)).toBeLessThan(now);
      expect(Date.parse(post.created_at)).toBeGreaterThan(now - 7 * 86_400_000);
      expect(Date.parse(post.expires_at)).toBeGreaterThan(now);
    }
  });

  it('notifies of replies and mentions by others', async () => {
    const entries = await feed('/api/activities/notifications');
    expectNewestFirst(entries);
    const own = (await feed('/api/activities/@andrewbrown')).flatMap((post) =>
      post.replies.map((entry) => entry.uuid),
    );
    expect(own.length).toBeGreaterThan(0);
    const uuids = entries.map((entry) => entry.uuid);
    expect(uuids).toEqual(expect.arrayContaining(own));
    const mentions = entries.filter((entry) => !own.includes(entry.uuid));
    expect(mentions.length).toBeGreaterThan(0);
    for (const entry of mentions)
      expect(entry.message).toContain('@andrewbrown');
  });

  it('shows one user’s posts, whatever the case of the handle', async () => {
    const posts = await feed('/api/activities/@worf');
    expect(posts.length).toBeGreaterThan(0);
    for (const post of posts) expect(post.handle).toBe('worf');
    expect(await feed('/api/activities/@WORF')).toEqual(posts);
    expect(await feed('/api/activities/%40worf')).toEqual(posts);
  });

  it('has nothing of a handle nobody has or could have', async () => {
    for (const handle of [
      'nobody',
      'x'.repeat(4000),
      'a%00b',
      'a%2Fb',
      '%F0%9F%96%96',
    ])
      expect(await feed(`/api/activities/@${handle}`)).toEqual([]);
  });

  it('asks for a handle when there is none', async () => {
    for (const path of ['@', '@%20', '@%E2%80%8B'])
      expectCodes(await t.api.get(`/api/activities/${path}`), [
        'blank_user_handle',
      ]);
  });

  it('finds by message, handle and name, in any case', async () => {
    const byMessage = await feed('/api/activities/search?term=CLOUDS');
    expect(byMessage.map((post) => post.handle)).toEqual(['andrewbrown']);
    const byHandle = await feed('/api/activities/search?term=GaRe');
    expect(byHandle.map((post) => post.handle)).toContain('garek');
    const byName = await feed('/api/activities/search?term=andrew%20b');
    expect(new Set(byName.map((post) => post.display_name))).toEqual(
      new Set(['Andrew Brown', 'Andrew Bayko']),
    );
    expectNewestFirst(byName);
  });

  it('takes no character of a term for a wildcard', async () => {
    for (const term of [
      '%',
      '_',
      '%25',
      'c_ouds',
      '\\',
      "'",
      'nobody wrote this',
    ])
      expect(
        await feed(`/api/activities/search?term=${encodeURIComponent(term)}`),
      ).toEqual([]);
    await t.api.post('/api/activities', {
      message: String.raw`100% of C:\new_folder`,
      ttl: '1-hour',
    });
    for (const term of ['100%', String.raw`c:\NEW_`, '_'])
      expect(
        await feed(`/api/activities/search?term=${encodeURIComponent(term)}`),
      ).toHaveLength(1);
  });

  it('asks for a term when there is none', async () => {
    for (const query of [
      '',
      '?term=',
      '?term=%20',
      '?term=%00',
      '?term=a&term=b',
    ])
      expectCodes(await t.api.get(`/api/activities/search${query}`), [
        'search_term_blank',
      ]);
    expect(await feed('/api/activities/search?term=a%00b')).toEqual([]);
  });

  it('shows one activity, and one reply, by its uuid', async () => {
    const [post] = (await feed('/api/activities/home')).filter(
      (entry) => entry.replies.length > 0,
    );
    const answer = await t.api.get(`/api/activities/${post?.uuid}`);
    expect(activity.parse(answer.json)).toEqual(post);
    const upper = await t.api.get(
      `/api/activities/${post?.uuid.toUpperCase()}`,
    );
    expect(upper.json).toEqual(post);
    const first = reply.parse(post?.replies[0]);
    const shown = await t.api.get(`/api/activities/${first.uuid}`);
    expect(activity.parse(shown.json)).toMatchObject({
      uuid: first.uuid,
      message: first.message,
      replies: [],
    });
  });

  it('knows no activity by another uuid, or by what is none', async () => {
    for (const uuid of [
      '00000000-0000-0000-0000-000000000000',
      'cafecafe-cafe-4afe-8afe-cafecafecafe',
      'not-a-uuid',
      '1',
      '%00',
      "'%20or%201=1",
      'x'.repeat(4000),
    ])
      expectProblem(await t.api.get(`/api/activities/${uuid}`), 404);
  });

  it('answers HEAD like GET, without a body', async () => {
    const answer = await t.api.call('/api/activities/home', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
  });

  it('says that it is well', async () => {
    const answer = await t.api.get('/api/health-check');
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"success":true}');
  });

  it('greets as text', async () => {
    const answer = await t.api.get('/rollbar/test');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.text).toBe('Hello World!');
  });
});
