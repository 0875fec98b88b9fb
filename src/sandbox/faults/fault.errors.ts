/** A fault that cannot be set or cleared; `code` is stable, `status` is HTTP's. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly status: number;
  readonly code: string;

  constructor(
    status: number,
    code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}
