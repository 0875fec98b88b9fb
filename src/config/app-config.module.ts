import { Inject, Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, getConfigToken, registerAs } from '@nestjs/config';
import type { Config } from './config.js';
import { readConfig, type ReadConfigOptions } from './read-config.js';

const NAMESPACE = 'app';

/** The token {@link Config} is provided under. */
export const CONFIG: string = getConfigToken(NAMESPACE);

/** Injects the {@link Config} into a constructor parameter. */
export function InjectConfig(): ParameterDecorator {
  return Inject(CONFIG);
}

/** {@link AppConfigModule}'s options; what to read matters only without `config`. */
export interface AppConfigModuleOptions extends ReadConfigOptions {
  /** A Config read before, used as it is. @default read by {@link readConfig} */
  readonly config?: Config;
}

/**
 * Provides the Config everywhere: by {@link InjectConfig}, and to `ConfigService.get('app.http.port')` of @nestjs/config,
 * which sees nothing else of the environment.
 */
@Module({})
export class AppConfigModule {
  static async forRoot(
    options: AppConfigModuleOptions = {},
  ): Promise<DynamicModule> {
    const config = options.config ?? (await readConfig(options));
    return {
      module: AppConfigModule,
      imports: [
        ConfigModule.forRoot({
          isGlobal: true,
          ignoreEnvFile: true,
          validatePredefined: false,
          skipProcessEnv: true,
          load: [registerAs(NAMESPACE, () => config)],
        }),
      ],
    };
  }
}
