import type { LogRecord } from '../record/log-record.js';
import { JsonLine } from './json-line.js';

const json = new JsonLine(
  { name: 'cruddur', version: '1', environment: 'test' },
  'host-1',
);

const record: LogRecord = {
  timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  level: 'info',
  message: 'hello "world"\n',
  context: 'Ctx',
  identity: {
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
    xray_trace_id: '1-0af76519-16cd43dd8448eb211c80319c',
  },
  fields: { a: 1, b: { c: [true, null] } },
  error: { type: 'Error', message: 'why' },
};

describe('JsonLine', () => {
  it('writes one line with its keys in order', () => {
    const line = json.encode(record);
    expect(line).not.toContain('\n');
    expect(Object.entries(JSON.parse(line))).toEqual([
      ['timestamp', '2026-01-02T03:04:05.006Z'],
      ['level', 'info'],
      ['message', 'hello "world"\n'],
      ['context', 'Ctx'],
      ['trace_id', '0af7651916cd43dd8448eb211c80319c'],
      ['span_id', 'b7ad6b7169203331'],
      ['xray_trace_id', '1-0af76519-16cd43dd8448eb211c80319c'],
      [
        'AWS-XRAY-TRACE-ID',
        '1-0af76519-16cd43dd8448eb211c80319c@b7ad6b7169203331',
      ],
      ['service', 'cruddur'],
      ['environment', 'test'],
      ['version', '1'],
      ['host', 'host-1'],
      ['a', 1],
      ['b', { c: [true, null] }],
      ['error', { type: 'Error', message: 'why' }],
    ]);
  });

  it('names the route and the user of a request, and lets no field do it', () => {
    const line = json.encode({
      ...record,
      route: '/users/:id',
      userId: 'worf',
      fields: { route: '/elsewhere', user_id: 'data' },
    });
    const keys = Object.keys(JSON.parse(line));
    expect(keys.slice(7, 11)).toEqual([
      'AWS-XRAY-TRACE-ID',
      'route',
      'user_id',
      'service',
    ]);
    expect(JSON.parse(line)).toMatchObject({
      route: '/users/:id',
      user_id: 'worf',
      fields: { route: '/elsewhere', user_id: 'data' },
    });
  });

  it('leaves out what a record does not have', () => {
    const line = json.encode({
      ...record,
      context: undefined,
      identity: undefined,
      error: undefined,
      fields: {},
    });
    expect(Object.keys(JSON.parse(line))).toEqual([
      'timestamp',
      'level',
      'message',
      'service',
      'environment',
      'version',
      'host',
    ]);
  });

  it('lets no field take the place of the line’s own keys', () => {
    const line = json.encode({
      ...record,
      fields: { level: 'x', trace_id: 'y', service: 'z', kept: 1 },
    });
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      trace_id: record.identity?.trace_id,
      service: 'cruddur',
      kept: 1,
      fields: { level: 'x', trace_id: 'y', service: 'z' },
    });
  });
});
