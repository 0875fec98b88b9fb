/** A request that is turned away as a whole. */
export class OtlpRefusal extends Error {
  override readonly name = 'OtlpRefusal';
  readonly status: number;
  /** The rule broken, for the record. */
  readonly rule: string;

  constructor(status: number, rule: string, message: string) {
    super(message);
    this.status = status;
    this.rule = rule;
  }
}

/** gRPC codes for the HTTP statuses answered here (google/rpc/code.proto). */
const RPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  404: 5,
  405: 12,
  413: 8,
  415: 3,
  429: 8,
  500: 13,
  503: 14,
};

/** The code that a `google.rpc.Status` body carries for an HTTP status; 2 is UNKNOWN. */
export function rpcCodeOf(status: number): number {
  return RPC_CODES[status] ?? 2;
}
