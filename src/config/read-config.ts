import { resolve } from 'node:path';
import { ConfigModule } from '@nestjs/config';
import type { Config } from './config.js';
import { loadConfig } from './load-config.js';

/** Where {@link readConfig} looks besides the process environment. */
export interface ReadConfigOptions {
  /** The file of variables, which need not exist. @default `.env` in the working directory */
  readonly envFilePath?: string;
}

/**
 * Reads the process environment and the `.env` file through @nestjs/config and validates them together, before Nest
 * starts. A variable in the process environment, even an empty one, wins over the file. What only the file has is put
 * into `process.env`, where the AWS SDK looks for its credentials.
 * @throws ConfigError when the environment cannot be used; `process.env` is then unchanged.
 */
export async function readConfig(
  options: ReadConfigOptions = {},
): Promise<Config> {
  const loaded: Config[] = [];
  await ConfigModule.forRoot({
    envFilePath: resolve(options.envFilePath ?? '.env'),
    validate: (environment) => {
      loaded.push(loadConfig(environment));
      return environment;
    },
  });
  const [config] = loaded;
  if (config === undefined) {
    throw new Error('@nestjs/config did not validate the environment');
  }
  return config;
}
