/** A call that Rollbar turns away. */
export class RollbarRefusal extends Error {
  override readonly name = 'RollbarRefusal';
  readonly status: number;
  /** The rule broken, for the record. */
  readonly rule: string;

  constructor(status: number, rule: string, message: string) {
    super(message);
    this.status = status;
    this.rule = rule;
  }
}
