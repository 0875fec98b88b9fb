/** How much the store may hold. */
export interface StoreLimits {
  /** Memory for telemetry, bytes (estimated). */
  readonly maxBytes: number;
  /** Memory for bodies as they were received, bytes. */
  readonly maxPayloadBytes: number;
  /** Traces kept, and as many records that belong to none. */
  readonly maxRequests: number;
  /** Traces of which it is remembered what arrived, of each kind. */
  readonly maxArrivals: number;
  /** Violations kept. */
  readonly maxViolations: number;
}
