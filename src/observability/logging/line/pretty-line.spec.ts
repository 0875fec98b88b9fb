import { stripVTControlCharacters } from 'node:util';
import type { LogRecord } from '../record/log-record.js';
import { PrettyLine } from './pretty-line.js';

const record: LogRecord = {
  timestamp: new Date(2026, 0, 2, 3, 4, 5, 6).getTime(),
  level: 'warn',
  message: 'low on tea',
  context: 'Kitchen',
  identity: {
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
    xray_trace_id: '1-0af76519-16cd43dd8448eb211c80319c',
  },
  fields: { cups: 1, who: 'worf' },
  error: undefined,
};

describe('PrettyLine', () => {
  it('is short and aligned', () => {
    expect(new PrettyLine(false).encode(record)).toBe(
      '03:04:05.006 WARN    [Kitchen]              low on tea cups=1 who=worf trace=0af76519',
    );
  });

  it('has its messages below each other, whatever the context', () => {
    const line = new PrettyLine(false);
    for (const context of [
      undefined,
      'A',
      'RoutesResolver',
      'AControllerWithALongName',
    ]) {
      expect(line.encode({ ...record, context }).indexOf('low on tea')).toBe(
        44,
      );
    }
    expect(
      line.encode({ ...record, context: 'AControllerWithALongName' }),
    ).toContain('[AControllerWithALon…] low');
  });

  it('leaves the error out where the message says enough', () => {
    const error = { type: 'Warning', message: 'careful', stack: 'a\n  at b' };
    expect(
      new PrettyLine(false).encode({ ...record, error, brief: true }),
    ).not.toContain('\n');
  });

  it('says the same in colours', () => {
    const coloured = new PrettyLine(true).encode(record);
    expect(coloured).toContain('\u001B[33m');
    expect(stripVTControlCharacters(coloured)).toBe(
      new PrettyLine(false).encode(record),
    );
  });

  it('puts stacks and causes on lines of their own', () => {
    const line = new PrettyLine(false).encode({
      ...record,
      error: {
        type: 'Error',
        message: 'a',
        stack: 'Error: a\n    at x:1:1',
        cause: { type: 'TypeError', message: 'b' },
      },
    });
    expect(line.split('\n').slice(1)).toEqual([
      '  Error: a',
      '      at x:1:1',
      '  caused by: TypeError: b',
    ]);
  });

  it('leaves out fields that the message tells', () => {
    const told = new Set(['cups', 'who']);
    expect(new PrettyLine(false).encode({ ...record, told })).not.toContain(
      'cups=',
    );
  });

  it('lets nobody move the cursor of a terminal', () => {
    const line = new PrettyLine(false).encode({
      ...record,
      message: 'gone\u001B[2J\rfake',
      fields: { name: '\u009B31m' },
    });
    expect(line).toContain('gone\\x1b[2J\\x0dfake');
    expect(line).toContain('name=\\x9b31m');
  });

  it('lets nobody’s text pass for a line of its own', () => {
    const forged = '\n03:04:05.006 ERROR   [Auth] forged';
    const line = new PrettyLine(false).encode({
      ...record,
      message: `hello${forged}`,
      context: `Kitchen${forged}`,
      fields: { who: `worf${forged}`, [`a${forged}`]: 1 },
      error: `odd${forged}`,
    });
    for (const further of line.split('\n').slice(1)) {
      expect(further).toMatch(/^ {2}/);
    }
    expect(line).toContain('who=worf\\n03:04');
  });

  it('keeps the direction of writing', () => {
    const line = new PrettyLine(false).encode({
      ...record,
      message: 'abc\u202Edef\u2028ghi',
    });
    expect(line).toContain('abc\\u202edef\\u2028ghi');
  });
});
