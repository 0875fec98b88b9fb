import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  DELIVERY_OPTIONS,
  DeliveryModuleClass,
} from './delivery.module-definition.js';
import type { DeliveryModuleOptions } from './delivery-module.options.js';
import { DeliveryRegistry } from './delivery-registry.js';

/** @default of `flushTimeoutMs` */
const FLUSH_TIMEOUT_MS = 10_000;

/** Provides the registry of all queues and empties them when the application stops, after its last response. */
@Module({
  providers: [
    {
      provide: DeliveryRegistry,
      inject: [DELIVERY_OPTIONS],
      useFactory: (options: DeliveryModuleOptions) =>
        options.registry ?? new DeliveryRegistry(options),
    },
  ],
  exports: [DeliveryRegistry],
})
export class DeliveryModule
  extends DeliveryModuleClass
  implements OnApplicationShutdown
{
  constructor(
    @Inject(DeliveryRegistry) private readonly registry: DeliveryRegistry,
    @Inject(DELIVERY_OPTIONS) private readonly options: DeliveryModuleOptions,
  ) {
    super();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.registry.stop(this.options.flushTimeoutMs ?? FLUSH_TIMEOUT_MS);
  }
}
