import { expectCodes } from './expect-problem.js';
import { FeedClient } from './feed-client.js';
import { activity } from './schemas.js';
import { startApi, type TestApi } from './start-api.js';

const FAMILY = '👩‍👩‍👧‍👦';
const HOUR_MS = 3_600_000;

describe('posting', () => {
  let t: TestApi;
  let feeds: FeedClient;
  beforeAll(async () => {
    t = await startApi();
    feeds = new FeedClient(t.api);
  });
  afterAll(() => t.close());
  afterEach(() => t.actAs(undefined));

  it('posts in the acting user’s name and shows it first at home', async () => {
    const posted = await feeds.post('The first of the day');
    expect(posted).toMatchObject({
      handle: 'andrewbrown',
      display_name: 'Andrew Brown',
      message: 'The first of the day',
      replies_count: 0,
      reposts_count: 0,
      likes_count: 0,
      replies: [],
    });
    expect((await feeds.feed('home'))[0]).toEqual(posted);
    expect((await feeds.feed('@andrewbrown'))[0]).toEqual(posted);
    expect(await feeds.show(posted.uuid)).toEqual(posted);
  });

  it.each([
    ['30-days', 720],
    ['7-days', 168],
    ['3-days', 72],
    ['1-day', 24],
    ['12-hours', 12],
    ['3-hours', 3],
    ['1-hour', 1],
  ])('lets a post live for %s', async (ttl, hours) => {
    const posted = await feeds.post('short', ttl);
    const life = Date.parse(posted.expires_at) - Date.parse(posted.created_at);
    expect(life).toBe(hours * HOUR_MS);
  });

  it.each([
    ['nothing', undefined, ['message_blank', 'ttl_blank']],
    ['an empty object', {}, ['message_blank', 'ttl_blank']],
    ['an array', [], ['message_blank', 'ttl_blank']],
    ['a string', 'hello', ['message_blank', 'ttl_blank']],
    ['null', null, ['message_blank', 'ttl_blank']],
    ['no message', { ttl: '1-day' }, ['message_blank']],
    ['an empty message', { message: '', ttl: '1-day' }, ['message_blank']],
    [
      'white space',
      { message: ' \n\t\u{3000}', ttl: '1-day' },
      ['message_blank'],
    ],
    [
      'zero-width text',
      { message: '\u{200B}\u{FEFF}', ttl: '1-day' },
      ['message_blank'],
    ],
    ['NULs alone', { message: '\0\0', ttl: '1-day' }, ['message_blank']],
    ['a number', { message: 5, ttl: '1-day' }, ['message_blank']],
    ['an object', { message: { a: 1 }, ttl: '1-day' }, ['message_blank']],
    ['no ttl', { message: 'x' }, ['ttl_blank']],
    ['an unknown ttl', { message: 'x', ttl: '2-days' }, ['ttl_blank']],
    ['a ttl of another type', { message: 'x', ttl: 1 }, ['ttl_blank']],
    ['an inherited name', { message: 'x', ttl: 'toString' }, ['ttl_blank']],
    [
      '281 characters',
      { message: 'x'.repeat(281), ttl: '1-day' },
      ['message_exceed_max_chars'],
    ],
    [
      '281 and no ttl',
      { message: 'x'.repeat(281) },
      ['message_exceed_max_chars', 'ttl_blank'],
    ],
    [
      '281 families',
      { message: FAMILY.repeat(281), ttl: '1-day' },
      ['message_exceed_max_chars'],
    ],
  ])('refuses %s', async (_, body, codes) => {
    const answer =
      body === undefined
        ? await t.api.call('/api/activities', { method: 'POST' })
        : await t.api.post('/api/activities', body);
    expectCodes(answer, codes);
  });

  it('counts characters as a person does', async () => {
    for (const message of [
      'x'.repeat(280),
      FAMILY.repeat(280),
      '🇨🇦'.repeat(280),
      'e\u{301}'.repeat(280),
    ])
      expect((await feeds.post(message)).message).toBe(message);
  });

  it('asks for the acting user after all else', async () => {
    t.actAs({ handle: ' ', displayName: '' });
    expectCodes(await t.api.post('/api/activities', {}), [
      'message_blank',
      'ttl_blank',
      'user_handle_blank',
    ]);
    expectCodes(
      await t.api.post('/api/activities', { message: 'x', ttl: '1-day' }),
      ['user_handle_blank'],
    );
  });

  it('keeps text as it was written', async () => {
    const message = '  <b>“quoted”</b> & ünïcödé \u{1F596}\r\n\tend  ';
    const posted = await feeds.post(message);
    expect(posted.message).toBe(message);
    const shown = await feeds.show(posted.uuid);
    expect(shown.message).toBe(message);
  });

  it('marks what the store cannot hold', async () => {
    const answer = await t.api.postText(
      '/api/activities',
      String.raw`{"message":"a\u0000b\ud800c","ttl":"1-hour"}`,
      'application/json',
    );
    expect(activity.parse(answer.json).message).toBe('a\u{FFFD}b\u{FFFD}c');
  });

  it('ignores fields it does not know', async () => {
    const answer = await t.api.post('/api/activities', {
      message: 'mine',
      ttl: '1-hour',
      handle: 'worf',
      user_handle: 'worf',
      uuid: 'x',
      likes_count: 1000,
    });
    expect(activity.parse(answer.json)).toMatchObject({
      handle: 'andrewbrown',
      likes_count: 0,
    });
  });

  it('knows an acting user whose handle comes with white space', async () => {
    t.actAs({ handle: ' spaced\n', displayName: 'Spaced' });
    expect((await feeds.post('Hello')).handle).toBe('spaced');
  });

  it('knows a new acting user from their first post', async () => {
    t.actAs({ handle: 'newcomer', displayName: 'New Comer' });
    expect(await feeds.feed('notifications')).toEqual([]);
    const [first] = await Promise.all([
      feeds.post('Hello'),
      feeds.post('again'),
    ]);
    expect(first.display_name).toBe('New Comer');
    expect(await feeds.feed('@newcomer')).toHaveLength(2);
  });
});
