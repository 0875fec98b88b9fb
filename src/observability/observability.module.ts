import {
  type DynamicModule,
  Global,
  Module,
  type ModuleMetadata,
} from '@nestjs/common';
import { CrashModule } from './crash/index.js';
import {
  DeliveryModule,
  type DeliveryModuleOptions,
} from './delivery/index.js';
import {
  ErrorReportingModule,
  type ErrorReportingModuleOptions,
} from './error-reporting/index.js';
import { LoggingModule, type LoggingModuleOptions } from './logging/index.js';
import { MetricsModule, type MetricsModuleOptions } from './metrics/index.js';
import { type RedactionOptions, startRedaction } from './redaction/index.js';
import { RequestModule } from './request/index.js';
import { TracingModule, type TracingModuleOptions } from './tracing/index.js';
import { XRayModule, type XRayModuleOptions } from './xray/index.js';

/** The options of the vendors' modules and of metrics; a vendor that is left out of its module's options is off. */
export interface ObservabilityOptions {
  readonly tracing: TracingModuleOptions;
  readonly xray: XRayModuleOptions;
  readonly logging: LoggingModuleOptions;
  readonly errorReporting: ErrorReportingModuleOptions;
  readonly metrics: MetricsModuleOptions;
  /** What is kept back beyond the secrets that everyone has. @default nothing */
  readonly redaction?: RedactionOptions;
  /** What the vendors' queues share. @default 64 MiB of memory, no spool */
  readonly delivery?: DeliveryModuleOptions;
}

export interface ObservabilityAsyncOptions extends Pick<
  ModuleMetadata,
  'imports'
> {
  /** Providers handed to `useFactory`. */
  readonly inject?: NonNullable<
    Parameters<typeof TracingModule.forRootAsync>[0]['inject']
  >;
  readonly useFactory: (
    ...dependencies: never[]
  ) => ObservabilityOptions | Promise<ObservabilityOptions>;
}

const OPTIONS = Symbol('ObservabilityOptions');

/** Holds the options once for the modules that each take a part of them. */
@Global()
@Module({})
class ObservabilityOptionsModule {}

/** All four vendors, fed by one record of each request. Import it once, at the application's root. */
@Module({})
export class ObservabilityModule {
  static forRoot(options: ObservabilityOptions): DynamicModule {
    return ObservabilityModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({
    imports = [],
    inject = [],
    useFactory,
  }: ObservabilityAsyncOptions): DynamicModule {
    const part = <K extends keyof ObservabilityOptions>(key: K) => ({
      inject: [OPTIONS],
      useFactory: (options: ObservabilityOptions): ObservabilityOptions[K] =>
        options[key],
    });
    return {
      module: ObservabilityModule,
      imports: [
        {
          module: ObservabilityOptionsModule,
          imports,
          providers: [
            {
              provide: OPTIONS,
              inject,
              useFactory: async (...dependencies: never[]) => {
                const options = await useFactory(...dependencies);
                startRedaction(options.redaction);
                return options;
              },
            },
          ],
          exports: [OPTIONS],
        },
        DeliveryModule.forRootAsync({
          inject: [OPTIONS],
          useFactory: ({ delivery = {} }: ObservabilityOptions) => delivery,
        }),
        RequestModule,
        MetricsModule.forRootAsync(part('metrics')),
        TracingModule.forRootAsync(part('tracing')),
        XRayModule.forRootAsync(part('xray')),
        LoggingModule.forRootAsync(part('logging')),
        ErrorReportingModule.forRootAsync(part('errorReporting')),
        CrashModule,
      ],
    };
  }
}
