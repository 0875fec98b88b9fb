/** Who may read the figures of telemetry. */
export interface HealthModuleOptions {
  /**
   * What operators show as `Authorization: Bearer …`. Without one, callers on this machine may read the figures, and nobody
   * else.
   */
  readonly operatorToken?: string;
  /** Anybody may read the figures. @default false */
  readonly publicFigures?: boolean;
}
