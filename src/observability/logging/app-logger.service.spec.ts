import { runInNewContext } from 'node:vm';
import { Logger } from '@nestjs/common';
import { WinstonLogger } from 'nest-winston';
import { setUp } from './app-logger.spec-rig.js';

describe('AppLogger', () => {
  it('is nest-winston’s logger', () => {
    const { logger, winston } = setUp();
    expect(logger).toBeInstanceOf(WinstonLogger);
    expect(logger.getWinstonLogger()).toBe(winston);
  });

  it('writes every one of Nest’s levels, fatal among them', async () => {
    const { logger, lines } = setUp();
    for (const level of [
      'fatal',
      'error',
      'warn',
      'log',
      'debug',
      'verbose',
    ] as const) {
      logger[level](`a ${level}`, 'Ctx');
    }
    expect(
      (await lines()).map(({ level, message, context }) => [
        level,
        message,
        context,
      ]),
    ).toEqual([
      ['fatal', 'a fatal', 'Ctx'],
      ['error', 'a error', 'Ctx'],
      ['warn', 'a warn', 'Ctx'],
      ['info', 'a log', 'Ctx'],
      ['debug', 'a debug', 'Ctx'],
      ['verbose', 'a verbose', 'Ctx'],
    ]);
  });

  it.each(['log', 'warn', 'debug', 'verbose', 'error', 'fatal'] as const)(
    'keeps the level of %s whatever an object says',
    async (method) => {
      const { logger, only } = setUp();
      logger[method]({ level: 'silly', message: 'hello', a: 1 }, 'Ctx');
      expect(await only()).toMatchObject({
        level: method === 'log' ? 'info' : method,
        message: 'hello',
        context: 'Ctx',
        a: 1,
        fields: { level: 'silly' },
      });
    },
  );

  it('takes an object after the message as fields, not as the context', async () => {
    const { logger, lines } = setUp();
    logger.log('saved', { id: 7 });
    logger.log('saved', { id: 8 }, { by: 'worf' }, 'Store');
    const [first, second] = await lines();
    expect(first).toMatchObject({ message: 'saved', id: 7 });
    expect(first).not.toHaveProperty('context');
    expect(second).toMatchObject({
      message: 'saved',
      id: 8,
      by: 'worf',
      context: 'Store',
    });
  });

  it('keeps stack and causes of an Error, alone or after a message', async () => {
    const { logger, lines } = setUp();
    const cause = Object.assign(new TypeError('socket'), { code: 'ECONN' });
    const error = new Error('no answer', { cause });
    logger.error(error);
    logger.error('it failed', error);
    logger.warn('it failed', error, 'Ctx');
    const all = await lines();
    expect(all.map(({ message }) => message)).toEqual([
      'no answer',
      'it failed',
      'it failed',
    ]);
    for (const line of all) {
      expect(line.error).toEqual({
        type: 'Error',
        message: 'no answer',
        stack: error.stack,
        cause: {
          type: 'TypeError',
          message: 'socket',
          stack: cause.stack,
          code: 'ECONN',
        },
      });
    }
  });

  it('keeps every error of an AggregateError, and errors of another realm', async () => {
    const { logger, lines } = setUp();
    const inner = new Error('second', { cause: new TypeError('deep') });
    const all = new AggregateError([new Error('first'), inner], 'both failed');
    logger.error('tried', all);
    logger.warn({ message: 'nested', list: [inner], map: new Map([[1, all]]) });
    logger.error(runInNewContext('new RangeError("elsewhere")'), 'Ctx');
    const [tried, nested, elsewhere] = await lines();
    const described = {
      type: 'AggregateError',
      message: 'both failed',
      stack: all.stack,
      errors: [
        { message: 'first' },
        { message: 'second', cause: { type: 'TypeError', message: 'deep' } },
      ],
    };
    expect(tried?.error).toMatchObject(described);
    expect(nested).toMatchObject({
      message: 'nested',
      list: [{ message: 'second', cause: { message: 'deep' } }],
      map: { 1: described },
    });
    expect(elsewhere).toMatchObject({
      message: 'elsewhere',
      context: 'Ctx',
      error: {
        type: 'RangeError',
        stack: expect.stringContaining('elsewhere'),
      },
    });
  });

  it('keeps secrets and endless texts out of the context too', async () => {
    const { logger, winston, lines } = setUp();
    logger.log('a', 'Authorization: Bearer abcdefghijklmnop');
    logger.log('b', 'x'.repeat(100_000));
    winston.info('c', { context: 'password=hunter2' });
    logger.setContext('token=abc');
    logger.log('d');
    const [secret, long, direct, own] = await lines();
    expect(secret?.['context']).toBe('Authorization: [redacted]');
    expect(String(long?.['context']).length).toBeLessThan(1100);
    expect(direct?.['context']).toBe('password=[redacted]');
    expect(own?.['context']).toBe('token=[redacted]');
  });

  it('takes a stack as text, before the context or alone', async () => {
    const { logger, lines } = setUp();
    const stack = 'RangeError: too far\n    at fly (/app/kite.js:3:7)';
    logger.error('lost the kite', stack, 'Kites');
    logger.error('lost the kite', stack);
    logger.error('lost the kite', undefined, 'Kites');
    const [full, noContext, noStack] = await lines();
    expect(full).toMatchObject({
      context: 'Kites',
      error: { type: 'RangeError', stack },
    });
    expect(noContext).toMatchObject({ error: { stack } });
    expect(noContext).not.toHaveProperty('context');
    expect(noStack).toMatchObject({ context: 'Kites' });
    expect(noStack).not.toHaveProperty('error');
  });

  it('finds an Error inside an object', async () => {
    const { logger, lines } = setUp();
    logger.error({ message: 'it failed', err: new Error('why'), id: 3 });
    logger.log('it failed', { error: new Error('why') });
    for (const line of await lines()) {
      expect(line).toMatchObject({
        message: 'it failed',
        error: { type: 'Error', message: 'why' },
      });
    }
  });

  it('joins further texts and keeps further values', async () => {
    const { logger, only } = setUp();
    logger.log('one', 2, [3], 'Ctx');
    expect(await only()).toMatchObject({
      message: 'one 2',
      params: [[3]],
      context: 'Ctx',
    });
  });

  it('uses the default context where a line names none', async () => {
    const { logger, lines } = setUp();
    logger.setContext('Default');
    logger.log('a');
    logger.log('b', 'Own');
    expect((await lines()).map(({ context }) => context)).toEqual([
      'Default',
      'Own',
    ]);
  });

  it('never throws, and writes what can be written', async () => {
    const { logger, lines } = setUp();
    const circular: Record<string, unknown> = { name: 'loop' };
    circular['self'] = circular;
    const hostile = {
      get boom(): never {
        throw new Error('getter');
      },
      fine: 1,
    };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const value of [
      circular,
      hostile,
      revoked.proxy,
      { big: 10n },
      10n,
      Symbol('s'),
      null,
      undefined,
      '',
      () => 'lazy',
      () => {
        throw new Error('lazy');
      },
      Map,
      Object.create(null),
      {
        toJSON(): never {
          throw new Error('toJSON');
        },
      },
      new Map([[{}, 1]]),
    ]) {
      logger.log(value);
      logger.error(value, value);
      logger.log('text', value, 'Ctx');
    }
    expect(await lines()).toHaveLength(45);
  });

  it('changes nothing that it is shown', async () => {
    const { logger, lines } = setUp();
    const shown = Object.freeze({ message: 'm', nested: Object.freeze({}) });
    logger.log(shown);
    logger.error('x', shown);
    expect(await lines()).toHaveLength(2);
    expect(Object.keys(shown)).toEqual(['message', 'nested']);
  });

  it('leaves out levels below the one set, and follows changes', async () => {
    const { logger, lines } = setUp('warn');
    logger.log('no');
    logger.setLevel('debug');
    logger.debug('yes 1');
    logger.verbose('no');
    logger.setLogLevels(['error', 'log']);
    logger.log('yes 2');
    logger.warn('no');
    logger.error('yes 3');
    expect(logger.isLevelEnabled('log')).toBe(true);
    expect(logger.isLevelEnabled('warn')).toBe(false);
    expect((await lines()).map(({ message }) => message)).toEqual([
      'yes 1',
      'yes 2',
      'yes 3',
    ]);
  });

  it('makes a line of what is logged on winston’s own logger', async () => {
    const { winston, only } = setUp();
    winston.info('direct', { a: 1, context: 'W' });
    expect(await only()).toMatchObject({
      level: 'info',
      message: 'direct',
      context: 'W',
      a: 1,
      service: 'cruddur',
    });
  });

  it('keeps secrets out of messages, fields and errors', async () => {
    const { logger, only } = setUp();
    logger.error(
      'sent Bearer abc.def.ghi',
      { user: { password: 'hunter2' }, url: 'https://u:p4ss@host/' },
      new Error('token=s3cr3t-value'),
    );
    const text = JSON.stringify(await only());
    for (const secret of ['abc.def', 'hunter2', 'p4ss', 's3cr3t']) {
      expect(text).not.toContain(secret);
    }
  });

  it('serves Nest’s Logger, static and by instance', async () => {
    const { logger, lines } = setUp();
    Logger.overrideLogger(logger);
    try {
      new Logger('Instance').error('a', new Error('why').stack);
      new Logger('Instance').error('b');
      Logger.warn('c', 'Static');
      expect(await lines()).toMatchObject([
        { level: 'error', message: 'a', context: 'Instance', error: {} },
        { level: 'error', message: 'b', context: 'Instance' },
        { level: 'warn', message: 'c', context: 'Static' },
      ]);
    } finally {
      Logger.overrideLogger(true);
    }
  });
});
