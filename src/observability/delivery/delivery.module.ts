import {
  Global,
  Inject,
  Logger,
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
  private readonly logger = new Logger('Telemetry');

  constructor(
    @Inject(DeliveryRegistry) private readonly registry: DeliveryRegistry,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    const left = await this.registry.flush(FLUSH_DEADLINE_MS);
    for (const [sink, records] of Object.entries(left)) {
      this.logger.error(
        `${String(records)} records for ${sink} could not be delivered within ${String(FLUSH_DEADLINE_MS)} ms and are lost`,
      );
    }
    this.registry.close();
  }
}
