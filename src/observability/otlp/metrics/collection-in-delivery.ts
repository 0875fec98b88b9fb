const NOTHING = Buffer.alloc(0);

/** One collection of all metrics on its way out: a whole ExportMetricsServiceRequest. */
export class CollectionInDelivery {
  constructor(private bytes: Uint8Array) {}

  /** A newer collection says all that this one does: lets go of its content, which is then not sent any more. */
  supersede(): void {
    this.bytes = NOTHING;
  }

  /** Nothing once it was superseded. */
  get request(): Uint8Array {
    return this.bytes;
  }

  /** Bytes in a request, and in memory. */
  get wireBytes(): number {
    return this.bytes.byteLength;
  }
}
