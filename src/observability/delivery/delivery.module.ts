import {
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DeliveryRegistry } from './delivery-registry.js';

/** Time that all queues together have to empty when the application stops, in milliseconds. */
const FLUSH_DEADLINE_MS = 10_000;

/** Provides the registry of all queues and empties them when the application stops, after its last response. */
@Global()
@Module({ providers: [DeliveryRegistry], exports: [DeliveryRegistry] })
export class DeliveryModule implements OnApplicationShutdown {
  constructor(
    @Inject(DeliveryRegistry) private readonly registry: DeliveryRegistry,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.registry.stop(this.registry.timeLeftMs() ?? FLUSH_DEADLINE_MS);
  }
}
