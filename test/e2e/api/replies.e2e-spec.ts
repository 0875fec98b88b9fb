import { expectCodes, expectProblem } from './expect-problem.js';
import { FeedClient } from './feed-client.js';
import { startApi, type TestApi } from './start-api.js';

describe('replying, and what follows from it', () => {
  let t: TestApi;
  let feeds: FeedClient;
  beforeAll(async () => {
    t = await startApi();
    feeds = new FeedClient(t.api);
  });
  afterAll(() => t.close());
  afterEach(() => t.actAs(undefined));

  it('replies, counts the reply, and shows it with its parent', async () => {
    const parent = await feeds.post('Who is there?');
    const first = await feeds.replyTo(parent.uuid, 'x'.repeat(1024));
    expect(first).toMatchObject({
      reply_to_activity_uuid: parent.uuid,
      handle: 'andrewbrown',
      display_name: 'Andrew Brown',
      likes_count: 0,
      replies_count: 0,
      reposts_count: 0,
    });
    const second = await feeds.replyTo(parent.uuid, 'Me too');
    const shown = await feeds.show(parent.uuid);
    expect(shown.replies).toEqual([first, second]);
    expect(shown.replies_count).toBe(2);
    expect((await feeds.feed('home'))[0]).toEqual(shown);
  });

  it('counts replies that come together', async () => {
    const parent = await feeds.post('All at once');
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        feeds.replyTo(parent.uuid, `no. ${i}`),
      ),
    );
    const shown = await feeds.show(parent.uuid);
    expect(shown.replies_count).toBe(20);
    expect(new Set(shown.replies.map((entry) => entry.message)).size).toBe(20);
  });

  it('replies to a reply', async () => {
    const parent = await feeds.post('One');
    const child = await feeds.replyTo(parent.uuid, 'Two');
    const grandchild = await feeds.replyTo(child.uuid, 'Three');
    const shown = await feeds.show(child.uuid);
    expect(shown.replies).toEqual([grandchild]);
    expect(shown.expires_at).toBe(parent.expires_at);
  });

  it.each([
    ['nothing', {}, ['message_blank']],
    ['white space', { message: ' ' }, ['message_blank']],
    ['a number', { message: 5 }, ['message_blank']],
    [
      '1025 characters',
      { message: 'x'.repeat(1025) },
      ['message_exceed_max_chars'],
    ],
  ])('refuses a reply with %s', async (_, body, codes) => {
    const parent = await feeds.post('parent');
    expectCodes(
      await t.api.post(`/api/activities/${parent.uuid}/reply`, body),
      codes,
    );
    for (const uuid of ['not-a-uuid', '%20', '', '%00'])
      expectCodes(await t.api.post(`/api/activities/${uuid}/reply`, body), [
        ...codes,
        'activity_uuid_blank',
      ]);
  });

  it('refuses a reply to what is no uuid, and finds none for an unknown one', async () => {
    expectCodes(
      await t.api.post('/api/activities/x/reply', { message: 'hello' }),
      ['activity_uuid_blank'],
    );
    expectProblem(
      await t.api.post(
        '/api/activities/cafecafe-cafe-4afe-8afe-cafecafecafe/reply',
        { message: 'hello' },
      ),
      404,
    );
  });

  it('notifies the author replied to and everyone mentioned, each once', async () => {
    t.actAs({ handle: 'garek', displayName: 'Garek' });
    const parent = await feeds.post(
      'Any orders, @Worf? Not you, bayko@worfson.',
    );
    t.actAs({ handle: 'worf', displayName: 'Worf' });
    const answer = await feeds.replyTo(
      parent.uuid,
      'None, @garek @garek @GAREK!',
    );
    const forWorf = await feeds.feed('notifications');
    expect(forWorf[0]).toMatchObject({ uuid: parent.uuid, replies: [answer] });
    t.actAs({ handle: 'garek', displayName: 'Garek' });
    const forGarek = await feeds.feed('notifications');
    expect(forGarek.filter((entry) => entry.uuid === answer.uuid)).toHaveLength(
      1,
    );
    t.actAs({ handle: 'bayko', displayName: 'Andrew Bayko' });
    const forBayko = await feeds.feed('notifications');
    expect(forBayko.map((entry) => entry.uuid)).not.toContain(parent.uuid);
  });

  it('lets what has expired leave every feed', async () => {
    const parent = await feeds.post('soon gone, says @andrewbrown');
    const child = await feeds.replyTo(parent.uuid, 'gone with it');
    await t.execute(
      `update activities set created_at = now() - interval '1 hour', expires_at = now() - interval '1 second' where uuid in ('${parent.uuid}', '${child.uuid}')`,
    );
    for (const path of [
      'home',
      'notifications',
      '@andrewbrown',
      'search?term=gone',
    ]) {
      const uuids = (await feeds.feed(path)).flatMap((entry) => [
        entry.uuid,
        ...entry.replies.map((answer) => answer.uuid),
      ]);
      expect(uuids).not.toContain(parent.uuid);
      expect(uuids).not.toContain(child.uuid);
    }
    for (const uuid of [parent.uuid, child.uuid]) {
      expectProblem(await t.api.get(`/api/activities/${uuid}`), 404);
      expectProblem(
        await t.api.post(`/api/activities/${uuid}/reply`, { message: 'late' }),
        404,
      );
    }
  });
});
