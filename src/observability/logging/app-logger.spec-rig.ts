import { Writable } from 'node:stream';
import { AppLogger } from './app-logger.service.js';
import type { LevelsByContext } from './levels/context-levels.js';
import { JsonLine } from './line/json-line.js';
import { LineWriter } from './output/line-writer.js';
import type { LogLevel } from './record/log-level.js';
import { createWinston } from './winston/create-winston.js';
import { LineTransport } from './winston/line.transport.js';

/** A log line, parsed. */
export type Line = Record<string, unknown> & {
  error?: Record<string, unknown>;
};

/** A logger whose lines are kept. */
export function setUp(
  level: LogLevel = 'verbose',
  contexts: LevelsByContext = {},
) {
  const chunks: string[] = [];
  const writer = new LineWriter(
    new Writable({
      write(chunk, _encoding, done) {
        chunks.push(String(chunk));
        done();
      },
    }),
  );
  const json = new JsonLine(
    { name: 'cruddur', version: '1.2.3', environment: 'test' },
    'host-1',
  );
  const winston = createWinston(
    level,
    json,
    [new LineTransport(writer, undefined)],
    contexts,
  );
  const lines = async (): Promise<Line[]> => {
    await writer.flush();
    return chunks
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line): Line => JSON.parse(line));
  };
  const only = async (): Promise<Line> => {
    const all = await lines();
    expect(all).toHaveLength(1);
    return all[0] ?? {};
  };
  return { logger: new AppLogger(winston), winston, lines, only };
}
