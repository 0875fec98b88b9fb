import { expectCodes, expectStatus } from './expect-problem.js';
import { message, messageGroups, messages } from './schemas.js';
import { startApi, type TestApi } from './start-api.js';

describe('private messages', () => {
  let t: TestApi;
  beforeAll(async () => {
    t = await startApi();
  });
  afterAll(() => t.close());
  afterEach(() => t.actAs(undefined));

  async function send(receiver: string, text: string) {
    const answer = await t.api.post('/api/messages', {
      message: text,
      user_receiver_handle: receiver,
    });
    expectStatus(answer, 200);
    return message.parse(answer.json);
  }

  async function groups() {
    const answer = await t.api.get('/api/message_groups');
    expect(answer.status).toBe(200);
    return messageGroups.parse(answer.json);
  }

  async function between(handle: string) {
    const answer = await t.api.get(`/api/messages/@${handle}`);
    expect(answer.status).toBe(200);
    return messages.parse(answer.json);
  }

  it('has conversations in a fresh database, newest first', async () => {
    const list = await groups();
    expect(list.map((group) => group.handle)).toEqual(['worf', 'bayko']);
    expect(list[0]?.display_name).toBe('Worf');
    const talk = await between('bayko');
    expect(talk.map((entry) => entry.handle)).toEqual(['andrewbrown', 'bayko']);
    expect(talk.at(-1)?.created_at).toBe(list[1]?.created_at);
  });

  it('sends, moves the conversation to the front, and shows both sides the same', async () => {
    const sent = await send('bayko', 'x'.repeat(1024));
    expect(sent).toMatchObject({
      handle: 'andrewbrown',
      display_name: 'Andrew Brown',
    });
    const mine = await groups();
    expect(mine[0]).toMatchObject({
      handle: 'bayko',
      display_name: 'Andrew Bayko',
      created_at: sent.created_at,
    });
    const talk = await between('BAYKO');
    expect(talk.at(-1)).toEqual(sent);
    t.actAs({ handle: 'bayko', displayName: 'Andrew Bayko' });
    expect(await between('andrewbrown')).toEqual(talk);
    expect((await groups())[0]).toMatchObject({
      uuid: mine[0]?.uuid,
      handle: 'andrewbrown',
    });
  });

  it('makes one conversation of first messages that are sent together', async () => {
    t.actAs({ handle: 'worf', displayName: 'Worf' });
    await Promise.all(Array.from({ length: 6 }, () => send('garek', 'nuqneH')));
    const [group] = (await groups()).filter(
      (entry) => entry.handle === 'garek',
    );
    expect(await between('garek')).toHaveLength(6);
    t.actAs({ handle: 'garek', displayName: 'Garek' });
    const [theirs] = (await groups()).filter(
      (entry) => entry.handle === 'worf',
    );
    expect(theirs?.uuid).toBe(group?.uuid);
  });

  it('keeps notes to oneself', async () => {
    const note = await send('andrewbrown', 'buy milk');
    expect(await between('andrewbrown')).toEqual([note]);
    const own = (await groups()).filter(
      (group) => group.handle === 'andrewbrown',
    );
    expect(own).toHaveLength(1);
  });

  it('shows nothing between people who never wrote, or with nobody', async () => {
    for (const handle of [
      'garek',
      'nobody',
      '',
      '%20',
      'a%00b',
      'x'.repeat(4000),
    ])
      expect(await between(handle)).toEqual([]);
  });

  it.each([
    ['nothing', {}, ['message_blank', 'user_reciever_handle_blank']],
    ['an array', [], ['message_blank', 'user_reciever_handle_blank']],
    ['no receiver', { message: 'x' }, ['user_reciever_handle_blank']],
    [
      'a blank receiver',
      { message: 'x', user_receiver_handle: ' ' },
      ['user_reciever_handle_blank'],
    ],
    [
      'a receiver of another type',
      { message: 'x', user_receiver_handle: 7 },
      ['user_reciever_handle_blank'],
    ],
    [
      'an unknown receiver',
      { message: 'x', user_receiver_handle: 'nobody' },
      ['user_reciever_handle_blank'],
    ],
    [
      'an impossible receiver',
      { message: 'x', user_receiver_handle: 'a\0b' },
      ['user_reciever_handle_blank'],
    ],
    [
      'a very long receiver',
      { message: 'x', user_receiver_handle: 'x'.repeat(50_000) },
      ['user_reciever_handle_blank'],
    ],
    ['no message', { user_receiver_handle: 'bayko' }, ['message_blank']],
    [
      'a blank message',
      { message: '\n', user_receiver_handle: 'bayko' },
      ['message_blank'],
    ],
    [
      '1025 characters',
      { message: 'x'.repeat(1025), user_receiver_handle: 'bayko' },
      ['message_exceed_max_chars'],
    ],
    [
      '1025 and no receiver',
      { message: 'x'.repeat(1025) },
      ['message_exceed_max_chars', 'user_reciever_handle_blank'],
    ],
  ])('refuses %s', async (_, body, codes) => {
    expectCodes(await t.api.post('/api/messages', body), codes);
  });
});
