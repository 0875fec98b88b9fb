/** What a person needs to know of one environment variable. The defaults here are the ones the schema applies. */
export interface VariableFacts {
  /** The value used when the variable is unset or empty. */
  readonly default?: string;
  /** In words, the value worked out from others when there is no fixed default. */
  readonly computedDefault?: string;
  /** The values allowed, with their unit, as completes "set X to …". What is typed may stand in backticks. */
  readonly format: string;
  /** What the variable changes. */
  readonly description: string;
  /** Its value is never printed. */
  readonly secret?: true;
}
