import type { DeliveryRegistryOptions } from './delivery.options.js';
import type { DeliveryRegistry } from './delivery-registry.js';

/** What the registry's module takes besides the registry's own options. */
export interface DeliveryModuleOptions extends DeliveryRegistryOptions {
  /** Time that all queues together have to empty when the application stops, in milliseconds. @default 10000 */
  readonly flushTimeoutMs?: number | undefined;
  /** A registry that was made before Nest, with options of its own. @default the module makes one */
  readonly registry?: DeliveryRegistry | undefined;
}
