import { setUp } from './app-logger.spec-rig.js';

const throwing = new Proxy({}, { get: fail, ownKeys: fail, has: fail });

describe('what is logged on winston’s own logger', () => {
  it('is not changed, frozen or not', async () => {
    const { winston, lines } = setUp();
    const shown = { message: 'a message', level: 'mine', n: 1 };
    const frozen = Object.freeze({ ...shown });
    winston.info(shown);
    winston.info(frozen);
    winston.log('warn', 'with meta', frozen);
    winston.log(Object.freeze({ level: 'error', message: 'whole' }));
    expect(shown).toEqual({ message: 'a message', level: 'mine', n: 1 });
    expect(Reflect.ownKeys(shown)).toHaveLength(3);
    expect(await lines()).toMatchObject([
      { level: 'info', message: 'a message', n: 1 },
      { level: 'info', message: 'a message', n: 1 },
      { level: 'warn', message: 'with meta a message', n: 1 },
      { level: 'error', message: 'whole' },
    ]);
  });

  it('throws nothing, and leaves a line each', async () => {
    const { winston, lines } = setUp();
    const strange: unknown[] = [
      null,
      undefined,
      Symbol('s'),
      10n ** 5000n,
      throwing,
      {
        get message() {
          return fail();
        },
        kept: true,
      },
      new Map([[1, 2]]),
      new Error('an error'),
    ];
    for (const value of strange) {
      for (const args of [
        [value],
        ['info', value],
        ['info', 'text', value],
        [value, value, value],
      ]) {
        Reflect.apply(Reflect.get(winston, 'log'), winston, args);
      }
      Reflect.apply(Reflect.get(winston, 'error'), winston, [value]);
      Reflect.apply(Reflect.get(winston, 'error'), winston, [value, value]);
    }
    const all = await lines();
    expect(all).toHaveLength(strange.length * 6);
    expect(
      all.some(
        ({ kept, message }) => kept === true && message === '[Unreadable]',
      ),
    ).toBe(true);
    expect(all.some(({ error }) => error?.['message'] === 'an error')).toBe(
      true,
    );
  });

  it('keeps the fields of a child logger', async () => {
    const { winston, only } = setUp();
    winston.child({ part: 'child' }).info('from a child', { n: 1 });
    expect(await only()).toMatchObject({
      message: 'from a child',
      part: 'child',
      n: 1,
    });
  });
});

describe('what is logged on Nest’s logger', () => {
  it('keeps polluting keys as plain fields', async () => {
    const { logger, only } = setUp();
    logger.log(
      'a message',
      JSON.parse(
        '{"__proto__":{"polluted":true},"constructor":{"prototype":1}}',
      ),
    );
    const line = await only();
    expect(Object.getOwnPropertyDescriptor(line, '__proto__')?.value).toEqual({
      polluted: true,
    });
    expect(line).toMatchObject({ constructor: { prototype: 1 } });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('says how large a big integer is, in linear time', async () => {
    const { logger, only } = setUp();
    const before = process.threadCpuUsage();
    logger.log('big', { small: 2n ** 70n, huge: 2n ** 20_000_000n });
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(500);
    expect(await only()).toMatchObject({
      small: '1180591620717411303424',
      huge: '[big integer of about 20000004 bits]',
    });
  });
});

function fail(): never {
  throw new Error('touched');
}
