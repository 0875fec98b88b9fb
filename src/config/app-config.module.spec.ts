import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { AppConfigModule, InjectConfig } from './app-config.module.js';
import type { Config } from './config.js';
import { ConfigError } from './config.error.js';
import { loadConfig } from './load-config.js';
import { readConfig } from './read-config.js';

@Injectable()
class Reader {
  constructor(
    @InjectConfig() readonly config: Config,
    readonly service: ConfigService,
  ) {}
}

describe('configuration through @nestjs/config', () => {
  const before = { ...process.env };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });

  afterEach(() => {
    process.env = { ...before };
    rmSync(folder, { recursive: true });
  });

  function envFile(text: string): string {
    const file = join(folder, '.env');
    writeFileSync(file, text);
    return file;
  }

  it('reads the .env file, over which the process environment wins', async () => {
    process.env['PORT'] = '5001';
    process.env['LOG_LEVEL'] = '';
    const envFilePath = envFile(
      'PORT=5002\nLOG_LEVEL=debug\nDATA_DIR="from file" # folder\nAWS_PROFILE=demo\n',
    );
    const config = await readConfig({ envFilePath });
    expect(config.http.port).toBe(5001);
    expect(config.logging.level).toBe('info');
    expect(config.database.dataDir).toBe('from file');
    expect(process.env['AWS_PROFILE']).toBe('demo');
  });

  it('does without the file', async () => {
    const config = await readConfig({ envFilePath: join(folder, 'none') });
    expect(config).toEqual(loadConfig(process.env));
  });

  it('refuses a bad environment with its problems, and leaves process.env', async () => {
    const envFilePath = envFile('PORT=x\nCONFIG_SPEC_MARK=1\n');
    const failure = AppConfigModule.forRoot({ envFilePath });
    await expect(failure).rejects.toBeInstanceOf(ConfigError);
    await expect(failure).rejects.toHaveProperty('exitCode', 78);
    expect(process.env['CONFIG_SPEC_MARK']).toBeUndefined();
  });

  it('injects the Config, and gives ConfigService that and nothing else', async () => {
    process.env['CONFIG_SPEC_SECRET'] = 'hunter2';
    const config = loadConfig({
      PORT: '5003',
      ROLLBAR_ACCESS_TOKEN: 'hunter2',
    });
    const app = await Test.createTestingModule({
      imports: [AppConfigModule.forRoot({ config })],
      providers: [Reader],
    }).compile();
    const reader = app.get(Reader);
    expect(reader.config).toBe(config);
    expect(reader.service.get('app.http.port')).toBe(5003);
    expect(reader.service.get('CONFIG_SPEC_SECRET')).toBeUndefined();
    expect(inspect(reader.service, { depth: 20 })).not.toContain('hunter2');
    await app.close();
  });
});
