/** One step of the schema. Once released it never changes: a later step mends it. */
export interface Migration {
  /** Number and subject, unique; steps run in the order of the list. */
  readonly name: string;
  /** PostgreSQL statements that run in one transaction. */
  readonly sql: string;
}
