/** What all queues of the process share. */
export interface DeliveryRegistryOptions {
  /** Bytes of memory that records may take together while they wait or are in flight. @default 67108864 */
  readonly maxBytes?: number | undefined;
  /** Directory for what memory can't hold, or a stop can't deliver; made when it is missing. @default none */
  readonly spoolDir?: string | undefined;
  /** Bytes of files there. @default 268435456 */
  readonly spoolMaxBytes?: number | undefined;
}
