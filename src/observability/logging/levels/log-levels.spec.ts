import TransportStream from 'winston-transport';
import { setUp } from '../app-logger.spec-rig.js';
import { levelsOf } from './log-levels.js';

const messages = (lines: readonly Record<string, unknown>[]): unknown[] =>
  lines.map(({ message }) => message);

describe('log levels', () => {
  it('of a context go before the common one, up and down', async () => {
    const { logger, winston, lines } = setUp('info', {
      Database: 'debug',
      'Router*': 'warn',
    });
    logger.debug('yes 1', 'Database');
    logger.verbose('no', 'Database');
    logger.log('no', 'RouterExplorer');
    logger.warn('yes 2', 'RouterExplorer');
    logger.debug('no', 'Other');
    logger.log('yes 3', 'Other');
    winston.debug('yes 4', { context: 'Database' });
    winston.info('no', { context: 'RouterExplorer' });
    winston.child({ context: 'Database' }).debug('yes 5');
    logger.setContext('Database');
    logger.debug('yes 6');
    expect(messages(await lines())).toEqual([
      'yes 1',
      'yes 2',
      'yes 3',
      'yes 4',
      'yes 5',
      'yes 6',
    ]);
    expect(logger.isLevelEnabled('debug', 'Database')).toBe(true);
    expect(logger.isLevelEnabled('debug', 'Other')).toBe(false);
    expect(winston.level).toBe('info');
    expect(winston.isLevelEnabled('debug')).toBe(false);
  });

  it('make no message that is not written', () => {
    const { logger } = setUp('info', { Database: 'warn' });
    const make = vi.fn<() => string>(() => 'costly');
    logger.log(make, 'Database');
    logger.debug(make, 'Other');
    expect(make).not.toHaveBeenCalled();
  });

  it('keep the levels of transports, and show them the line’s own', async () => {
    const { logger, winston, lines } = setUp('info', { Database: 'debug' });
    const seen: [string, unknown][] = [];
    const add = (name: string, level?: string): void => {
      winston.add(
        new TransportStream({
          ...(level !== undefined && { level }),
          log: (info: { level: unknown }, next: () => void) => {
            seen.push([name, info.level]);
            next();
          },
        }),
      );
    };
    add('follows');
    add('errors', 'error');
    logger.debug('a', 'Database');
    logger.error('b', 'Database');
    expect(seen).toEqual([
      ['follows', 'debug'],
      ['follows', 'error'],
      ['errors', 'error'],
    ]);
    expect((await lines()).map(({ level }) => level)).toEqual([
      'debug',
      'error',
    ]);
  });

  it('follow winston’s own level and Nest’s, whoever sets them', async () => {
    const { logger, winston, lines } = setUp('info', { Database: 'debug' });
    winston.level = 'warn';
    logger.log('no');
    expect(levelsOf(winston).read().level).toBe('warn');
    expect(logger.isLevelEnabled('log')).toBe(false);
    logger.setLogLevels(['error', 'log']);
    logger.warn('no');
    winston.warn('no');
    logger.log('yes 1');
    logger.debug('yes 2', 'Database');
    expect(winston.level).toBe('info');
    logger.setLevel('verbose');
    logger.verbose('yes 3');
    expect(messages(await lines())).toEqual(['yes 1', 'yes 2', 'yes 3']);
  });

  it('change while it runs, tell it once, and are taken back', async () => {
    const { logger, winston, lines } = setUp('error', { Database: 'warn' });
    const levels = levelsOf(winston);
    levels.apply({ level: 'debug', contexts: { Other: 'error' } }, 'a test');
    levels.apply({ level: 'debug', contexts: { Other: 'error' } }, 'a test');
    logger.debug('yes');
    logger.warn('no', 'Other');
    expect(levels.read()).toEqual({
      level: 'debug',
      contexts: { Database: 'warn', Other: 'error' },
    });
    levels.restore('a test');
    levels.restore('a test');
    logger.debug('no');
    expect(levels.read()).toEqual({
      level: 'error',
      contexts: { Database: 'warn' },
    });
    expect(await lines()).toMatchObject([
      {
        level: 'info',
        context: 'Logger',
        message:
          'Log level debug, Database=warn, Other=error, was error, Database=warn: a test',
        log_level: 'debug',
        log_levels: { Database: 'warn', Other: 'error' },
      },
      { message: 'yes' },
      {
        context: 'Logger',
        message:
          'Log level error, Database=warn, was debug, Database=warn, Other=error: a test',
      },
    ]);
  });

  it('fall back by themselves after a time', async () => {
    const { winston, lines } = setUp('info');
    const levels = levelsOf(winston);
    levels.apply({ level: 'verbose', forMs: 20 }, 'a test');
    expect(levels.read().until).toBeGreaterThan(Date.now() - 1000);
    await expect
      .poll(() => levels.read())
      .toEqual({
        level: 'info',
        contexts: {},
      });
    expect(winston.level).toBe('info');
    expect(messages(await lines())).toEqual([
      expect.stringMatching(
        /^Log level verbose until \d{4}-.*Z, was info: a test$/,
      ),
      'Log level info, was verbose: its time is over',
    ]);
  });

  it('are not taken back over what somebody set in the meantime', () => {
    const { logger, winston } = setUp('info');
    const levels = levelsOf(winston);
    levels.apply({ level: 'debug' }, 'a test');
    winston.level = 'warn';
    levels.restore('a test');
    expect(winston.level).toBe('warn');

    levels.apply({ level: 'debug' }, 'a test');
    logger.setLevel('error');
    levels.restore('a test');
    expect(winston.level).toBe('error');
  });

  it('toggle between debug and what was', () => {
    const { winston } = setUp('warn');
    const levels = levelsOf(winston);
    levels.toggle('a test');
    expect(winston.level).toBe('debug');
    levels.toggle('a test');
    expect(winston.level).toBe('warn');
    levels.set('verbose');
    levels.toggle('a test');
    expect(winston.level).toBe('verbose');
  });
});
