import { type DynamicModule, Module } from '@nestjs/common';
import { ActivitiesModule } from './activities/index.js';
import { AppConfigModule, type Config } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { DemoModule } from './demo/demo.module.js';
import { HealthModule } from './health/index.js';
import { MessagesModule } from './messages/index.js';
import {
  ObservabilityModule,
  type ObservabilityOptions,
} from './observability/index.js';

@Module({})
export class AppModule {
  static forRoot(
    config: Config,
    observability: ObservabilityOptions,
  ): DynamicModule {
    const { database, metrics, operation, sandbox } = config;
    return {
      module: AppModule,
      imports: [
        AppConfigModule.forRoot({ config }),
        ObservabilityModule.forRoot(observability),
        DatabaseModule.forRoot({
          ...(database.url && { url: database.url.reveal() }),
          dataDir: database.dataDir,
          seed: database.seed,
        }),
        ActivitiesModule,
        MessagesModule,
        ...(sandbox.start ? [DemoModule] : []),
        HealthModule.forRoot({
          ...(operation.operatorToken && {
            operatorToken: operation.operatorToken.reveal(),
          }),
          publicFigures: operation.telemetryFigures === 'public',
          servesMetrics: metrics.prometheus?.onApiPort === true,
        }),
      ],
    };
  }
}
