/** Who may read the figures of telemetry, and change log levels. */
export interface HealthModuleOptions {
  /**
   * What operators show as `Authorization: Bearer …`. Without one, callers on this machine are operators, and nobody else
   * is.
   */
  readonly operatorToken?: string;
  /** Anybody may read the figures. @default false */
  readonly publicFigures?: boolean;
  /** Whether `GET /metrics` answers Prometheus here, to those who may read the figures. @default false */
  readonly servesMetrics?: boolean;
}
